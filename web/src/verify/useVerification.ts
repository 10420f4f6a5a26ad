import { useEffect, useState } from "react";
import { NotARound, parseRound, type RecalledRound } from "../fairness/round";
import { verify, type Verification } from "../fairness/verify";

export type Finding =
  | { readonly kind: "nothing" }
  | { readonly kind: "unreadable"; readonly why: string }
  | {
      readonly kind: "checked";
      readonly round: RecalledRound;
      readonly verification: Verification;
    };

const NOTHING: Finding = { kind: "nothing" };
const NO_CRYPTO =
  "This browser offers its crypto on secure pages only; nothing can be checked here.";

/** Checks the round that a text tells of, and again whenever the text changes. */
export function useVerification(text: string): Finding {
  const [finding, setFinding] = useState<Finding>(NOTHING);
  useEffect(() => {
    let isCurrent = true;
    find(text)
      .catch((error: unknown): Finding => {
        return { kind: "unreadable", why: error instanceof NotARound ? error.message : NO_CRYPTO };
      })
      .then((found) => isCurrent && setFinding(found));
    return () => {
      isCurrent = false;
    };
  }, [text]);
  return finding;
}

async function find(text: string): Promise<Finding> {
  if (text.trim() === "") return NOTHING;
  const round = parseRound(text);
  return { kind: "checked", round, verification: await verify(round) };
}
