/** Where this PC stands with the district, and what is done about it. */
import { Button } from "antd";
import { useTranslation } from "react-i18next";
import type { AppStatus } from "../../../db/api/operations.ts";
import { ErrorNotice } from "../../ui/error-notice.tsx";
import { Panel } from "../../ui/page.tsx";
import { Mark } from "../../ui/tags.tsx";
import { useFiles } from "../../ui/use-files.ts";
import { useOperation } from "../../ui/use-operation.ts";
import { useToast } from "../../ui/use-toast.tsx";
import { CheckCode } from "./check-code.tsx";
import { useJoin } from "./use-join.ts";

type StationState = NonNullable<AppStatus["station"]>;

const tones = { none: "soon", waiting: "soon", active: "good", retired: "late" } as const;

export function Enrolment({ station }: { readonly station: StationState }) {
  const { t } = useTranslation();
  const files = useFiles();
  const toast = useToast();
  const join = useJoin();
  const roster = useOperation("station.roster");
  const { enrolment, checkCode } = station;
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

  return (
    <Panel
      title={t("sync.enrolment.title")}
      extra={
        <span className="button-row">
          <Mark tone={tones[enrolment]}>{t(`sync.enrolment.mark.${enrolment}`)}</Mark>
          {enrolment !== "none" && (
            <Button loading={roster.busy} onClick={() => void openRoster()}>
              {t("sync.enrolment.openRoster")}
            </Button>
          )}
        </span>
      }
    >
      <ErrorNotice error={join.error} onClose={join.clearError} />
      <ErrorNotice error={roster.error} onClose={roster.clearError} />
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
          <p className="note">{t("sync.enrolment.waitingSteps")}</p>
        </>
      )}
    </Panel>
  );
}
