/** Digits that somebody reads out on the telephone, shown in groups while they are typed; Enter sends them. */
import { Button, Input } from "antd";
import { useId, useState } from "react";
import { useTranslation } from "react-i18next";
import { digitsOf, groupedCode } from "../../../db/schema/typed-code.ts";

interface Props {
  readonly label: string;
  readonly hint: string;
  readonly button: string;
  readonly length: number;
  readonly group: number;
  readonly busy: boolean;
  readonly isDisabled?: boolean;
  /** Resolves to whether it was right; then the field is emptied. */
  readonly onSend: (code: string) => Promise<boolean>;
}

export function CodeForm({ label, hint, button, length, group, busy, isDisabled = false, onSend }: Props) {
  const { t } = useTranslation();
  const id = useId();
  const [typed, setTyped] = useState("");
  const digits = digitsOf(typed);
  const isWhole = digits?.length === length;

  const send = async (): Promise<void> => {
    if (isWhole && !busy && (await onSend(digits))) setTyped("");
  };

  return (
    <form
      noValidate
      className="code-form"
      onSubmit={(event) => {
        event.preventDefault();
        void send();
      }}
    >
      <label htmlFor={id}>{label}</label>
      <span className="button-row">
        <Input
          id={id}
          className="code-input"
          size="large"
          inputMode="numeric"
          autoComplete="off"
          disabled={isDisabled}
          style={{ width: `${length + 8}ch` }}
          value={digits === null ? typed : groupedCode(digits, group)}
          status={digits === null || digits.length > length ? "error" : ""}
          aria-describedby={`${id}-hint`}
          onChange={(event) => setTyped(event.target.value)}
        />
        <Button type="primary" size="large" htmlType="submit" loading={busy} disabled={isDisabled || !isWhole}>
          {button}
        </Button>
      </span>
      <p id={`${id}-hint`} className="note" aria-live="polite">
        {digits === null
          ? t("sync.code.notDigits")
          : digits.length > 0 && !isWhole
            ? t("sync.code.count", { count: digits.length, length })
            : hint}
      </p>
    </form>
  );
}
