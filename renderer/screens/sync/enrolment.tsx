/** Where this PC stands with the district, and what is done about it. */
import { Alert, Button } from "antd";
import { useTranslation } from "react-i18next";
import type { AppStatus } from "../../../db/api/operations.ts";
import { ErrorNotice } from "../../ui/error-notice.tsx";
import { Panel } from "../../ui/page.tsx";
import { Mark } from "../../ui/tags.tsx";
import { useFiles } from "../../ui/use-files.ts";
import { useOperation } from "../../ui/use-operation.ts";
import { useToast } from "../../ui/use-toast.tsx";
import { answerCodeLength } from "../../../db/schema/typed-code.ts";
import { CheckCode } from "./check-code.tsx";
import { CodeForm } from "./code-form.tsx";
import { useJoin } from "./use-join.tsx";

type StationState = NonNullable<AppStatus["station"]>;

const tones = { none: "soon", waiting: "soon", compared: "soon", active: "good", retired: "late" } as const;

export function Enrolment({ station, name }: { readonly station: StationState; readonly name: string }) {
  const { t } = useTranslation();
  const files = useFiles();
  const toast = useToast();
  const join = useJoin();
  const roster = useOperation("station.roster");
  const answer = useOperation("station.answer");
  const seen = useOperation("station.nameSeen");
  const { enrolment, checkCode, renamedFrom } = station;
  const district = station.district ?? "";

  const openRoster = async (): Promise<void> => {
    const [file] = await files.pickFiles({
      title: t("sync.enrolment.rosterTitle"),
      filters: [{ name: t("sync.allFiles"), extensions: ["*"] }],
      multiple: false,
    });
    if (file === undefined) return;
    const result = await roster.run({ file }, { progress: t("sync.enrolment.rosterRunning") });
    if (result !== undefined) toast.done(t("sync.enrolment.rosterDone", { version: result.version }));
  };

  const sendAnswer = async (code: string): Promise<boolean> => {
    const isRight = (await answer.run({ code })) !== undefined;
    if (isRight) toast.done(t("sync.answer.done"));
    return isRight;
  };

  return (
    <Panel
      title={t("sync.enrolment.title")}
      extra={
        <span className="button-row">
          <Mark tone={tones[enrolment]}>{t(`sync.enrolment.mark.${enrolment}`)}</Mark>
          {enrolment !== "none" && (
            <Button loading={join.busy} onClick={() => void join.open()}>
              {t("sync.enrolment.openAnother")}
            </Button>
          )}
          {(enrolment === "compared" || enrolment === "active") && (
            <Button loading={roster.busy} onClick={() => void openRoster()}>
              {t("sync.enrolment.openRoster")}
            </Button>
          )}
        </span>
      }
    >
      {join.dialog}
      <ErrorNotice error={join.error} onClose={join.clearError} />
      <ErrorNotice error={roster.error} onClose={roster.clearError} />
      {renamedFrom !== null && (
        <Alert
          className="notice"
          type="warning"
          showIcon
          role="status"
          title={t("sync.enrolment.renamed", { district, name, from: renamedFrom })}
          action={<Button onClick={() => void seen.run({})}>{t("sync.importing.close")}</Button>}
        />
      )}
      <p>{t(`sync.enrolment.${enrolment}`, { district })}</p>
      {enrolment === "none" && (
        <>
          <p className="note">{t("sync.enrolment.noneHint")}</p>
          <Button type="primary" loading={join.busy} onClick={() => void join.open()}>
            {t("sync.enrolment.openInvitation")}
          </Button>
        </>
      )}
      {enrolment === "waiting" && (
        <>
          {checkCode !== null && <CheckCode code={checkCode} />}
          <ol className="sync-todo">
            <li>{t("sync.enrolment.stepFile")}</li>
            <li>{t("sync.enrolment.stepCall", { district })}</li>
            <li>{t("sync.enrolment.stepAnswer")}</li>
          </ol>
          <ErrorNotice error={answer.error} onClose={answer.clearError} />
          <CodeForm
            label={t("sync.answer.label")}
            hint={t("sync.answer.hint")}
            button={t("sync.answer.button")}
            length={answerCodeLength}
            group={3}
            busy={answer.busy}
            onSend={sendAnswer}
          />
        </>
      )}
      {enrolment === "compared" && checkCode !== null && (
        <>
          <CheckCode code={checkCode} />
          <p className="note">{t("sync.enrolment.newPc")}</p>
        </>
      )}
    </Panel>
  );
}
