import { RealtimeClient, ticketsFrom } from "@croupier/client";

export function betOnRed(restUrl: string, token: string, say: (text: string) => void) {
  const fetchTicket = ticketsFrom({ restUrl, accessToken: async (renew) => (renew ? null : token) });
  const client = new RealtimeClient({ fetchTicket, onState: ({ kind }) => say(kind) });
  client.joinTable("roulette-eu-1", {
    async onEvent({ event, data }) {
      if (event === "round.result" && "pocket" in data.outcome) {
        say(`${data.outcome.pocket} ${data.outcome.colour}`);
      }
      if (event !== "round.opened") return;
      const stakes = [{ type: "red", amount: 100 }];
      const bet = { table_id: "roulette-eu-1", round_id: data.round_id, stakes };
      say(`bet ${(await client.placeBet(bet)).status}`);
    },
  });
  client.start();
  return () => client.stop();
}
