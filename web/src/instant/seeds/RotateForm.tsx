import { useState, type SyntheticEvent } from "react";
import { Field } from "../../shared/ui/Field";

interface RotateFormProps {
  readonly isBusy: boolean;
  /** With a seed of the player's own, or null for a random one. */
  readonly onRotate: (clientSeed: string | null) => void;
}

/** What the platform takes: 1 to 64 printable ASCII characters. */
const CLIENT_SEED = /^[\x20-\x7e]{1,64}$/;

export function RotateForm({ isBusy, onRotate }: RotateFormProps) {
  const [text, setText] = useState("");
  const isWrong = text !== "" && !CLIENT_SEED.test(text);
  const submit = (event: SyntheticEvent) => {
    event.preventDefault();
    if (isWrong) return;
    onRotate(text === "" ? null : text);
    setText("");
  };
  return (
    <form className="rotate" onSubmit={submit} aria-label="Change your seeds">
      <Field
        label="Your next seed"
        hint="Anything you like; leave it empty for a random one."
        error={isWrong ? "Up to 64 plain characters: letters, digits, spaces, signs." : undefined}
      >
        {(control) => (
          <input
            {...control}
            autoComplete="off"
            spellCheck={false}
            value={text}
            onChange={(event) => setText(event.target.value)}
          />
        )}
      </Field>
      <button type="submit" disabled={isBusy || isWrong}>
        {isBusy ? "Opening…" : "Open the seal and change seeds"}
      </button>
    </form>
  );
}
