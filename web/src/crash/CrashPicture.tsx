import { formatMoney } from "../shared/money/money";
import type { CashOuts } from "../tables/tableState";
import { Curve } from "./Curve";
import { sayMultiplier } from "../shared/multiplier";
import { multiplierAt } from "./growth";

const CAPTIONS = { waiting: "Starts here", growing: "Growing", broken: "It broke here" } as const;

interface CrashPictureProps {
  readonly isGrowing: boolean;
  readonly elapsedMs: number;
  readonly brokeAt: number | null;
  readonly cashOuts: CashOuts;
  readonly currency: string;
}

/** The curve with its number, and how many have got out. */
export function CrashPicture(props: CrashPictureProps) {
  const { isGrowing, elapsedMs, brokeAt, cashOuts, currency } = props;
  const state = brokeAt !== null ? "broken" : isGrowing ? "growing" : "waiting";
  const multiplier = brokeAt ?? multiplierAt(isGrowing ? elapsedMs : 0);
  return (
    <div className={`picture crash crash-${state}`}>
      <Curve elapsedMs={isGrowing ? elapsedMs : 0} brokeAt={brokeAt} />
      <p className="crash-number">
        <strong data-testid="multiplier" data-state={state}>
          {sayMultiplier(multiplier)}
        </strong>
        <span>{CAPTIONS[state]}</span>
      </p>
      <p className="crash-out" data-testid="cash-outs">
        {cashOuts.count > 0 &&
          `${cashOuts.count} out with ${formatMoney(cashOuts.totalPayout, cashOuts.currency ?? currency)}`}
      </p>
    </div>
  );
}
