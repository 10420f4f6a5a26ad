import { gameHash } from "../app/route";
import { CheckList } from "../fairness/CheckList";
import { describeOutcome } from "../fairness/describe";
import { Hash } from "../fairness/Hash";
import { publishedAt } from "../fairness/beacon";
import type { BeaconRound, RecalledRound } from "../fairness/round";
import type { Verification } from "../fairness/verify";

const VERDICTS: Readonly<Record<Verification["verdict"], { mark: string; sentence: string }>> = {
  verified: { mark: "✓", sentence: "This round is what was promised." },
  broken: { mark: "✗", sentence: "This round is not what was promised." },
  open: { mark: "–", sentence: "Not all of this round can be checked." },
};

interface CheckedRoundProps {
  readonly round: RecalledRound;
  readonly verification: Verification;
}

/** The verdict, what it rests on, and the seeds to check it by elsewhere. */
export function CheckedRound({ round, verification }: CheckedRoundProps) {
  const { verdict, checks, drawn } = verification;
  const { fairness, link, told } = round;
  const { mark, sentence } = VERDICTS[verdict];
  return (
    <article className={`card checked checked-${verdict}`}>
      <h2 data-testid="verification" data-verdict={verdict} role="status">
        <span aria-hidden="true">{mark}</span> {sentence}
      </h2>
      <CheckList checks={checks} />
      {fairness.server_seed === null && !("table_id" in told) && (
        <p>
          <a href={gameHash(round.game_id)}>To your seeds, on the game's page</a>
        </p>
      )}
      <dl className="checked-facts">
        <Fact name="Game" value={round.game_id} />
        {typeof told.round_id === "string" && <Fact name="Round" value={told.round_id} />}
        {drawn !== null && <Fact name="The seeds give" value={describeOutcome(drawn)} />}
      </dl>
      <Hash label="Seal (SHA-256 of the server seed)" value={fairness.commitment} />
      <Hash label="Server seed" value={fairness.server_seed ?? "still sealed"} />
      <Hash label="Client seed and nonce" value={`${fairness.client_seed}:${fairness.nonce}`} />
      {link !== null && <Hash label="Anchor of the table's chain" value={link.anchor} />}
      {link !== null && link.seed !== null && <Hash label="The chain's seed" value={link.seed} />}
      {link !== null && link.beacon !== null && <MixedIn beacon={link.beacon} />}
    </article>
  );
}

/** The value that nobody knew when the chain was promised, to be compared with the beacon's own. */
function MixedIn({ beacon }: { beacon: BeaconRound }) {
  const url = publishedAt(beacon);
  return (
    <>
      <Hash label={`Round ${beacon.round} of the beacon ${beacon.source}`} value={beacon.value} />
      {url !== null && (
        <p>
          <a href={url} rel="noreferrer" target="_blank">
            Compare it with what the beacon published
          </a>
        </p>
      )}
    </>
  );
}

function Fact({ name, value }: { name: string; value: string }) {
  return (
    <div>
      <dt>{name}</dt>
      <dd>{value}</dd>
    </div>
  );
}
