import { useEffect, useState, type SyntheticEvent } from "react";
import { describeError, fieldErrors } from "../shared/errorMessages";
import { Field } from "../shared/ui/Field";
import { Notice } from "../shared/ui/Notice";
import { useAction } from "../shared/ui/useAction";
import { NewPasswordField } from "./NewPasswordField";
import { currencyIn, guessRegion, nameRegions, type NamedRegion } from "./regions";
import type { EntryFormProps } from "./SignInForm";
import type { Registration } from "./types";

export function SignUpForm({ session, needsConfirmation, needsSecondFactor }: EntryFormProps) {
  const [regions, setRegions] = useState<readonly NamedRegion[]>([]);
  const [unanswered, setUnanswered] = useState<unknown>(null);
  const [form, setForm] = useState<Registration>(() => ({
    email: "",
    password: "",
    display_name: "",
    date_of_birth: "",
    country: "",
    currency: "",
    accept_terms: false,
  }));
  const action = useAction();
  const errors = fieldErrors(action.error);
  const failure = action.error ?? unanswered;
  const change = (part: Partial<Registration>) => setForm((known) => ({ ...known, ...part }));
  const region = regions.find(({ country }) => country === form.country) ?? null;
  const comeFrom = (from: NamedRegion | null) =>
    setForm((known) => ({
      ...known,
      country: from?.country ?? "",
      currency: currencyIn(from, known.currency),
    }));

  useEffect(() => {
    let isCurrent = true;
    session
      .regions()
      .then((found) => {
        if (!isCurrent) return;
        const named = nameRegions(found);
        setRegions(named);
        comeFrom(guessRegion(named, navigator.language));
      })
      .catch((error: unknown) => isCurrent && setUnanswered(error));
    return () => {
      isCurrent = false;
    };
  }, [session]);

  const submit = (event: SyntheticEvent) => {
    event.preventDefault();
    action.run(async () => {
      const email = form.email.trim();
      const display_name = form.display_name.trim();
      const status = await session.register({ ...form, email, display_name });
      if (status === "pending_confirmation") {
        needsConfirmation(email, form.password);
        return;
      }
      // Who has an account already, and knows its password, may have a second factor too.
      const factor = await session.signIn(email, form.password);
      if (factor !== null) needsSecondFactor(factor);
    });
  };

  return (
    <form onSubmit={submit}>
      <Field label="E-mail address" error={errors.email}>
        {(control) => (
          <input
            {...control}
            type="email"
            autoComplete="username"
            required
            value={form.email}
            onChange={(event) => change({ email: event.target.value })}
          />
        )}
      </Field>
      <NewPasswordField
        label="Password"
        password={form.password}
        onPassword={(password) => change({ password })}
        error={errors.password}
      />
      <div className="field-row">
        <Field label="Name at the table" error={errors.display_name}>
          {(control) => (
            <input
              {...control}
              autoComplete="nickname"
              required
              maxLength={40}
              value={form.display_name}
              onChange={(event) => change({ display_name: event.target.value })}
            />
          )}
        </Field>
        <Field label="Date of birth" error={errors.date_of_birth}>
          {(control) => (
            <input
              {...control}
              type="date"
              autoComplete="bday"
              required
              value={form.date_of_birth}
              onChange={(event) => change({ date_of_birth: event.target.value })}
            />
          )}
        </Field>
      </div>
      <div className="field-row">
        <Field label="Country" error={errors.country}>
          {(control) => (
            <select
              {...control}
              value={form.country}
              required
              onChange={({ target }) =>
                comeFrom(regions.find(({ country }) => country === target.value) ?? null)
              }
            >
              {regions.map(({ country, name }) => (
                <option key={country} value={country}>
                  {name}
                </option>
              ))}
            </select>
          )}
        </Field>
        <Field label="Currency" error={errors.currency}>
          {(control) => (
            <select
              {...control}
              required
              value={form.currency}
              onChange={(event) => change({ currency: event.target.value })}
            >
              {(region?.currencies ?? []).map((currency) => (
                <option key={currency}>{currency}</option>
              ))}
            </select>
          )}
        </Field>
      </div>
      <label className="check">
        <input
          type="checkbox"
          required
          checked={form.accept_terms}
          onChange={(event) => change({ accept_terms: event.target.checked })}
        />
        <span>I am old enough to play where I live, and I accept the terms.</span>
      </label>
      {failure !== null && <Notice kind="error">{describeError(failure)}</Notice>}
      <button type="submit" className="primary" disabled={action.isBusy}>
        {action.isBusy ? "Creating your account…" : "Create account"}
      </button>
    </form>
  );
}
