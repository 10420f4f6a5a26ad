import { describeError } from "../shared/errorMessages";
import { formatMoney } from "../shared/money/money";
import { useAction } from "../shared/ui/useAction";
import type { TableStore } from "../tables/tableStore";
import type { Decision, Turn } from "./round";
import { DECISIONS } from "./words";

const HAND_CHOICES: readonly Decision[] = ["hit", "stand", "double", "split", "surrender"];
const INSURANCE_CHOICES: readonly Decision[] = ["insure", "decline"];

interface DecisionBarProps {
  readonly store: TableStore;
  readonly roundId: string;
  readonly turns: readonly Turn[];
  /** What the player staked on a seat before the deal. */
  readonly stakeOf: (seat: number) => number;
  readonly available: number;
  readonly currency: string;
}

/** The decisions that are the player's to make now; those that are not possible can't be pressed. */
export function DecisionBar(props: DecisionBarProps) {
  const { store, roundId, turns, stakeOf, available, currency } = props;
  const action = useAction();
  return (
    <div className="decisions" data-testid="decisions">
      {turns.map((turn) => {
        const isInsurance = turn.choices.includes("decline");
        const stake = stakeOf(turn.seat);
        return (
          <div key={turn.seat} className="decision-row" role="group" aria-label={describe(turn)}>
            <p>{describe(turn)}</p>
            <div className="decision-buttons">
              {(isInsurance ? INSURANCE_CHOICES : HAND_CHOICES).map((decision) => {
                const cost = costOf(decision, stake);
                return (
                  <button
                    key={decision}
                    type="button"
                    className={decision === "stand" || decision === "decline" ? "primary" : ""}
                    disabled={
                      action.isBusy || !turn.choices.includes(decision) || cost > available
                    }
                    onClick={() => action.run(() => store.decide(roundId, turn, decision))}
                  >
                    {DECISIONS[decision]}
                    {cost > 0 && <small>+{formatMoney(cost, currency)}</small>}
                  </button>
                );
              })}
            </div>
          </div>
        );
      })}
      {action.error !== null && (
        <p className="slip-message slip-message-error" role="alert">
          {describeError(action.error)}
        </p>
      )}
    </div>
  );
}

/** What a decision adds to the bet: as much again, or half to insure, rounded down. */
function costOf(decision: Decision, stake: number): number {
  if (decision === "double" || decision === "split") return stake;
  return decision === "insure" ? Math.floor(stake / 2) : 0;
}

function describe({ seat, hand, choices }: Turn): string {
  if (choices.includes("decline")) return `Insure seat ${seat}?`;
  return hand === 1 ? `Your turn at seat ${seat}` : `Your turn at seat ${seat}, hand ${hand}`;
}
