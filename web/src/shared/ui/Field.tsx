import { useId, type ReactElement, type ReactNode } from "react";

interface ControlProps {
  readonly id: string;
  readonly "aria-describedby"?: string;
  readonly "aria-invalid"?: true;
}

interface FieldProps {
  readonly label: string;
  readonly hint?: ReactNode;
  readonly error?: string | undefined;
  readonly children: (control: ControlProps) => ReactElement;
}

/** A labelled form control whose hint and error are read out with it. */
export function Field({ label, hint, error, children }: FieldProps) {
  const id = useId();
  const noteId = `${id}-note`;
  const hasNote = error !== undefined || hint !== undefined;
  return (
    <div className="field">
      <label htmlFor={id}>{label}</label>
      {children({
        id,
        ...(hasNote ? { "aria-describedby": noteId } : {}),
        ...(error === undefined ? {} : { "aria-invalid": true as const }),
      })}
      {hasNote && (
        <p id={noteId} className={error === undefined ? "hint" : "field-error"}>
          {error ?? hint}
        </p>
      )}
    </div>
  );
}
