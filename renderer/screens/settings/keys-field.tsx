/**
 * A passphrase: hidden, and shown at a press, because an input method needs to be seen. The one thing typed in this program that
 * is never kept on disk (ui/use-typed.ts): it is worth what it is worth because nobody finds it there.
 */
import { Input } from "antd";
import { useId } from "react";

interface Props {
  readonly label: string;
  readonly hint?: string;
  readonly isFirst?: boolean;
  readonly value: string;
  readonly onChange: (value: string) => void;
}

export function KeysField({ label, hint, isFirst = false, value, onChange }: Props) {
  const id = useId();
  return (
    <div className="settings-key-field">
      <label htmlFor={id}>{label}</label>
      <Input.Password
        id={id}
        autoFocus={isFirst}
        autoComplete="off"
        maxLength={200}
        value={value}
        aria-describedby={hint === undefined ? undefined : `${id}-hint`}
        onChange={(event) => onChange(event.target.value)}
      />
      {hint !== undefined && (
        <p id={`${id}-hint`} className="note">
          {hint}
        </p>
      )}
    </div>
  );
}
