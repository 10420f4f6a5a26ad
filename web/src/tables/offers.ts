import type { BetSpec } from "./stakes";
import described from "./stakeSchemas.json";

/**
 * What the platform lets players stake, as its games say it themselves; see `scripts/web_data.py`.
 *
 * The tests compare it with what this site's tables offer, so that no bet is forgotten here.
 */
interface StakeSchema {
  readonly "x-pays": string;
  readonly required: readonly string[];
  readonly properties: {
    readonly type?: { readonly const: string };
    readonly selection?: { readonly enum?: readonly (readonly number[])[] };
    readonly stake?: { readonly multipleOf?: number };
    readonly choice?: { readonly properties: Readonly<Record<string, ChoiceSchema>> };
  };
}

interface ChoiceSchema {
  readonly enum?: readonly string[];
  readonly minimum?: number;
  readonly maximum?: number;
}

const SCHEMAS: readonly { readonly game_id: string; readonly schema: StakeSchema }[] = described;

export function gamesDescribed(): readonly string[] {
  return [...new Set(SCHEMAS.map(({ game_id }) => game_id))];
}

export function schemasOf(gameId: string): readonly StakeSchema[] {
  return SCHEMAS.filter(({ game_id }) => game_id === gameId).map(({ schema }) => schema);
}

/** Every bet that can be placed at a game's tables; of what may have a target, the bet without. */
export function betsOffered(gameId: string): readonly BetSpec[] {
  return schemasOf(gameId).flatMap(({ properties, required }) => {
    const type = properties.type?.const;
    if (type === undefined) return [];
    if (!required.includes("selection")) return [{ type }];
    return (properties.selection?.enum ?? []).map((selection) => ({ type, selection }));
  });
}

/** What a win brings on top of the stake, in words such as "35 to 1"; null if it isn't offered. */
export function paysOf(gameId: string, type: string): string | null {
  const schema = schemasOf(gameId).find(({ properties }) => properties.type?.const === type);
  return schema?.["x-pays"] ?? null;
}
