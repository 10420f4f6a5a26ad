import type { BetRecord } from "../lobby/tablesApi";
import {
  RequestRefused,
  type BalanceView,
  type DecideHand,
  type RealtimeClient,
  type ServerEvent,
} from "@croupier/client";
import { Store } from "../shared/store";
import { hearChat, NO_CHAT, type Chat } from "./chat";
import { gameOf } from "./games";
import { applyResult, type MyBet } from "./myBets";
import { totalStake, type Stake } from "./stakes";
import { applyEvent, readSnapshot, type TableState } from "./tableState";

const BETS_KEPT = 30;

export interface TableDependencies {
  readonly realtime: RealtimeClient;
  readonly loadMyBets: (tableId: string) => Promise<readonly BetRecord[]>;
  readonly onBalance: (balances: BalanceView) => void;
}

/** A hand that is to be decided about; `turn` counts the decisions made for its seat before. */
export interface HandTurn {
  readonly seat: number;
  readonly hand: number;
  readonly turn: number;
}

/** One live table: what its channel says, and the player's own bets at it. */
export class TableStore {
  readonly table = new Store<TableState | null>(null);
  readonly bets = new Store<readonly MyBet[]>([]);
  readonly chat = new Store<Chat>(NO_CHAT);
  readonly refusal = new Store<RequestRefused | null>(null);

  constructor(
    private readonly tableId: string,
    private readonly dependencies: TableDependencies,
  ) {}

  /** Sits down; the returned function stands up again. */
  join(): () => void {
    return this.dependencies.realtime.joinTable(this.tableId, {
      onSnapshot: (snapshot) => this.takeSnapshot(snapshot),
      onEvent: (event) => this.takeEvent(event),
      onRefused: (error) => this.refusal.set(error),
    });
  }

  /** Places one bet of all the stakes. Rejects with what the table said. */
  async placeBet(roundId: string, stakes: readonly Stake[]): Promise<void> {
    const betId = crypto.randomUUID();
    this.put({ betId, roundId, stakes, status: "sending", payout: null });
    try {
      const request = { bet_id: betId, table_id: this.tableId, round_id: roundId, stakes };
      const { balance } = await this.dependencies.realtime.placeBet(request);
      // Settlement may have been announced before this reply came through.
      this.change(betId, (bet) => (bet.status === "sending" ? { ...bet, status: "accepted" } : bet));
      this.applyKnownResult();
      this.dependencies.onBalance(balance);
    } catch (error) {
      this.bets.update((bets) => bets.filter((bet) => bet.betId !== betId));
      throw error;
    }
  }

  /** Takes a bet out of the round that is on. Rejects with what the table said. */
  async cashOut({ betId, roundId }: MyBet): Promise<void> {
    const request = { bet_id: betId, round_id: roundId };
    const reply = await this.dependencies.realtime.requestUntilAnswered("bet.cash_out", request);
    const { payout, multiplier: cashedOutAt, balance } = reply;
    this.change(betId, (bet) => ({ ...bet, status: "won", payout, cashedOutAt }));
    this.dependencies.onBalance(balance);
  }

  /** Decides about a hand that is the player's. Rejects with what the table said. */
  async decide(roundId: string, hand: HandTurn, decision: DecideHand["decision"]): Promise<void> {
    const { seat, hand: number, turn } = hand;
    const request = {
      table_id: this.tableId,
      round_id: roundId,
      seat,
      hand: number,
      turn,
      decision,
    };
    const { realtime, onBalance } = this.dependencies;
    const reply = await realtime.requestUntilAnswered("blackjack.decide", request);
    if (reply.balance !== null) onBalance(reply.balance);
    // What a double or a split added is a bet of its own.
    if (reply.stake !== null) this.reloadBets().catch(() => undefined);
  }

  /** Says something at the table. Rejects with what the table said to that. */
  async say(text: string): Promise<void> {
    const message = { table_id: this.tableId, text, message_id: crypto.randomUUID() };
    await this.dependencies.realtime.requestUntilAnswered("chat.send", message);
  }

  /** Events of the player's own channel that concern bets. */
  takePlayerEvent(event: ServerEvent): void {
    if (event.event !== "bet.settled") return;
    const { bet_id, payout } = event.data;
    const status = payout > 0 ? "won" : "lost";
    this.change(bet_id, (bet) => ({ ...bet, payout, status }));
  }

  /** Asks for the bets' state when pushes about them may have been missed. */
  async reloadBets(): Promise<void> {
    const records = await this.dependencies.loadMyBets(this.tableId);
    for (const record of [...records].reverse()) {
      const bet = readBet(record);
      const known = this.bets.get().find(({ betId }) => betId === record.bet_id);
      // A push that came while this answer was under way knows more than it does.
      if (bet !== null && (known?.payout ?? null) === null) this.put(bet);
    }
    this.applyKnownResult();
  }

  private takeSnapshot(snapshot: unknown): void {
    this.refusal.set(null);
    this.table.set(readSnapshot(snapshot));
    this.applyKnownResult();
    // Without them the felt is only bare of this player's older chips; the next join asks again.
    this.reloadBets().catch(() => undefined);
  }

  private takeEvent(event: ServerEvent): void {
    this.table.update((state) => state && applyEvent(state, event));
    this.chat.update((chat) => hearChat(chat, event));
    if (event.event === "round.result") this.applyKnownResult();
    if (event.event === "round.voided") {
      const { round_id } = event.data;
      this.bets.update((bets) =>
        bets.map((bet) => (bet.roundId === round_id ? voided(bet) : bet)),
      );
    }
  }

  private applyKnownResult(): void {
    const table = this.table.get();
    if (table?.outcome == null || table.roundId === null) return;
    const { roundId, outcome, gameId } = table;
    const { isLost } = gameOf(gameId);
    this.bets.update((bets) => applyResult(bets, roundId, (stake) => isLost(stake, outcome)));
  }

  private put(bet: MyBet): void {
    this.bets.update((bets) =>
      [bet, ...bets.filter((known) => known.betId !== bet.betId)].slice(0, BETS_KEPT),
    );
  }

  private change(betId: string, change: (bet: MyBet) => MyBet): void {
    this.bets.update((bets) => bets.map((bet) => (bet.betId === betId ? change(bet) : bet)));
  }
}

function voided(bet: MyBet): MyBet {
  return { ...bet, status: "voided", payout: totalStake(bet.stakes) };
}

function readBet(record: BetRecord): MyBet | null {
  if (!Array.isArray(record.stakes)) return null;
  const stakes = record.stakes.map((stake) => ({
    type: stake.type,
    amount: stake.amount,
    ...(stake.selection ? { selection: stake.selection } : {}),
  }));
  const bet: MyBet = {
    betId: record.bet_id,
    roundId: record.round_id,
    stakes,
    status: "accepted",
    payout: null,
  };
  if (record.status === "voided" || record.status === "void") return voided(bet);
  const isSettled = record.status !== undefined && record.status !== "accepted";
  if (!isSettled || typeof record.payout !== "number") return bet;
  return { ...bet, payout: record.payout, status: record.payout > 0 ? "won" : "lost" };
}
