import { RealtimeClient, RestClient, RestError, type Stakes } from "@croupier/client";

const TABLE = "roulette-eu-1";

export async function betOnRed(
  restUrl: string,
  email: string,
  password: string,
  say: (text: string) => void,
) {
  const rest = new RestClient({ restUrl });
  await rest.login(email, password);
  const client = new RealtimeClient({
    fetchTicket: () => rest.fetchTicket(),
    onState: ({ kind }) => say(kind),
  });
  client.joinTable(TABLE, {
    async onEvent({ event, data }) {
      if (event === "round.result" && "pocket" in data.outcome) {
        say(`${data.outcome.pocket} ${data.outcome.colour}`);
      }
      if (event !== "round.opened") return;
      const red: Stakes["roulette-european"] = { type: "red", amount: 100 };
      const bet = { table_id: TABLE, round_id: data.round_id, stakes: [red] };
      say(`bet ${(await client.placeBet(bet)).status}`);
    },
  });
  client.start();
  try {
    say(`${(await rest.getWallet()).available} cents to play with`);
  } catch (error) {
    if (!(error instanceof RestError)) throw error;
    say(`no balance: ${error.code}`);
  }
  return () => client.stop();
}
