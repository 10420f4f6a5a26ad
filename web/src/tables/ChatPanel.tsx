import { useEffect, useRef, useState, type FormEvent } from "react";
import { describeError } from "../shared/errorMessages";
import { useStore } from "../shared/store";
import { useAction } from "../shared/ui/useAction";
import type { TableStore } from "./tableStore";

/** As many characters as the server takes. */
const MAX_LENGTH = 300;

/** What players say at the table. */
export function ChatPanel({ store }: { store: TableStore }) {
  const chat = useStore(store.chat);
  const [text, setText] = useState("");
  const action = useAction();
  const lines = useRef<HTMLOListElement>(null);
  useEffect(() => {
    lines.current?.scrollTo({ top: lines.current.scrollHeight });
  }, [chat]);

  const send = (event: FormEvent) => {
    event.preventDefault();
    const said = text.trim();
    if (said === "") return;
    action.run(async () => {
      await store.say(said);
      // Whatever was typed meanwhile stays.
      setText((typed) => (typed.trim() === said ? "" : typed));
    });
  };

  return (
    <section className="card panel chat" aria-labelledby="chat-title">
      <h2 id="chat-title">Chat</h2>
      {chat.length === 0 ? (
        <p className="muted">Nobody has said anything since you came.</p>
      ) : (
        <ol className="chat-lines" ref={lines} role="log" aria-label="What was said">
          {chat.map(({ message_id, player_name, player_tag, from_staff, text: said }) => (
            <li key={message_id}>
              <strong>{player_name}</strong> <span className="muted">#{player_tag}</span>{" "}
              {from_staff && <span className="tag">Staff</span>} {said}
            </li>
          ))}
        </ol>
      )}
      <form className="chat-form" onSubmit={send}>
        <input
          aria-label="Say something"
          placeholder="Say something"
          autoComplete="off"
          maxLength={MAX_LENGTH}
          value={text}
          onChange={(event) => setText(event.target.value)}
        />
        <button type="submit" disabled={action.isBusy || text.trim() === ""}>
          Send
        </button>
      </form>
      {action.error !== null && (
        <p className="field-error" role="alert">
          {describeError(action.error)}
        </p>
      )}
    </section>
  );
}
