/** Who uses this PC: switch, add, retire. Retired names stay on the records they wrote. */
import { Button, Input } from "antd";
import { useId, useState } from "react";
import { useTranslation } from "react-i18next";
import type { AppStatus, Output } from "../../../db/api/operations.ts";
import { useStatus } from "../../stores/status.ts";
import { StationName } from "./station-name.tsx";
import { ErrorNotice } from "../../ui/error-notice.tsx";
import { Panel } from "../../ui/page.tsx";
import { Mark } from "../../ui/tags.tsx";
import { TypedNotice } from "../../ui/typed-notice.tsx";
import { useOperation } from "../../ui/use-operation.ts";
import { useQuery } from "../../stores/use-query.ts";
import { useToast } from "../../ui/use-toast.tsx";
import { textOrNull, useTypedText } from "../../ui/use-typed.ts";

type Operator = Output<"operator.list">[number];

const NAME_MAX = 30;

export function Operators({ status }: { readonly status: AppStatus }) {
  const { t } = useTranslation();
  const id = useId();
  const toast = useToast();
  const { data, error, refresh } = useQuery("operator.list", {});
  const signIn = useOperation("app.signIn");
  const save = useOperation("record.save");
  const typed = useTypedText("settings.operators.name");
  const name = typed.value ?? "";
  const [isMissing, setMissing] = useState(false);
  const busy = signIn.busy || save.busy;

  const switchTo = async (operator: string): Promise<void> => {
    const result = await signIn.run({ operator });
    if (result === undefined) return;
    typed.put(null);
    toast.done(t("settings.operators.switched", { name: operator }));
    await useStatus.getState().refresh();
  };
  const add = async (): Promise<void> => {
    setMissing(name.trim() === "");
    if (name.trim() !== "") await switchTo(name.trim());
  };
  const setActive = async (operator: Operator, active: boolean): Promise<void> => {
    const saved = await save.run({ kind: "operator", id: operator.id, fields: { active } });
    if (saved === undefined || active) return;
    toast.undoable(t("settings.operators.retired", { name: operator.name }), () => void setActive(operator, true));
  };

  return (
    <>
      <StationName status={status} />
      <Panel title={t("settings.section.operators")}>
        <p className="note">{t("settings.operators.hint")}</p>
        <ErrorNotice error={error} onRetry={refresh} />
        <ErrorNotice error={signIn.error} onClose={signIn.clearError} />
        <ErrorNotice error={save.error} onClose={save.clearError} />
        <p>
          <strong>
            {status.operator === null
              ? t("settings.operators.none")
              : t("settings.operators.current", { name: status.operator.name })}
          </strong>
        </p>
        {data !== undefined && data.length > 0 && (
          <table className="plain-table settings-operators" aria-label={t("settings.section.operators")}>
            <thead>
              <tr>
                <th scope="col">{t("settings.operators.name")}</th>
                <th scope="col">{t("settings.operators.state")}</th>
                <th scope="col">
                  <span className="visually-hidden">{t("settings.operators.switch")}</span>
                </th>
              </tr>
            </thead>
            <tbody>
              {data.map((operator) => (
                <OperatorRow
                  key={operator.id}
                  operator={operator}
                  isCurrent={operator.id === status.operator?.id}
                  busy={busy}
                  onSwitch={() => void switchTo(operator.name)}
                  onActive={(active) => void setActive(operator, active)}
                />
              ))}
            </tbody>
          </table>
        )}
        <TypedNotice typed={typed} />
        <form
          noValidate
          className="settings-line"
          data-setting="addOperator"
          onSubmit={(event) => {
            event.preventDefault();
            void add();
          }}
        >
          <label htmlFor={id}>{t("settings.operators.addLabel")}</label>
          <Input
            id={id}
            className="settings-name"
            maxLength={NAME_MAX}
            value={name}
            status={isMissing ? "error" : ""}
            aria-invalid={isMissing}
            aria-describedby={`${id}-hint`}
            onChange={(event) => typed.put(textOrNull(event.target.value))}
          />
          <Button htmlType="submit" loading={signIn.busy}>
            {t("settings.operators.add")}
          </Button>
          <span id={`${id}-hint`} className={isMissing ? "problem" : "quiet"} role={isMissing ? "alert" : undefined}>
            {t(isMissing ? "settings.operators.required" : "settings.operators.addHint")}
          </span>
        </form>
      </Panel>
    </>
  );
}

interface RowProps {
  readonly operator: Operator;
  readonly isCurrent: boolean;
  readonly busy: boolean;
  readonly onSwitch: () => void;
  readonly onActive: (active: boolean) => void;
}

function OperatorRow({ operator: { name, active }, isCurrent, busy, onSwitch, onActive }: RowProps) {
  const { t } = useTranslation();
  const state = isCurrent ? "isCurrent" : active ? "active" : "inactive";
  return (
    <tr>
      <th scope="row">{name}</th>
      <td>
        <Mark tone={isCurrent ? "good" : "plain"}>{t(`settings.operators.${state}`)}</Mark>
      </td>
      <td>
        {!isCurrent && (
          <span className="button-row">
            {active ? (
              <>
                <Button
                  size="small"
                  disabled={busy}
                  aria-label={t("settings.operators.switchLabel", { name })}
                  onClick={onSwitch}
                >
                  {t("settings.operators.switch")}
                </Button>
                <Button
                  size="small"
                  disabled={busy}
                  aria-label={t("settings.operators.retireLabel", { name })}
                  onClick={() => onActive(false)}
                >
                  {t("settings.operators.retire")}
                </Button>
              </>
            ) : (
              <Button
                size="small"
                disabled={busy}
                aria-label={t("settings.operators.reactivateLabel", { name })}
                onClick={() => onActive(true)}
              >
                {t("settings.operators.reactivate")}
              </Button>
            )}
          </span>
        )}
      </td>
    </tr>
  );
}
