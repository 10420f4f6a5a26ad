/** A chip in a box of 40 by 40 around its middle; `--chip` is its colour. */
export function ChipFace({ text }: { text: string }) {
  return (
    <svg viewBox="-20 -20 40 40" aria-hidden="true">
      <circle r="18" className="chip-body" />
      <circle r="15.5" className="chip-edge" />
      <circle r="12" className="chip-face" />
      <text className="chip-text">{text}</text>
    </svg>
  );
}
