/** What this station is called: its own until it has joined, then the district's to say. */
import { Button, Input } from "antd";
import { useId } from "react";
import { useTranslation } from "react-i18next";
import type { AppStatus } from "../../../db/api/operations.ts";
import { useStatus } from "../../stores/status.ts";
import { ErrorNotice } from "../../ui/error-notice.tsx";
import { Panel } from "../../ui/page.tsx";
import { TypedNotice } from "../../ui/typed-notice.tsx";
import { useOperation } from "../../ui/use-operation.ts";
import { useToast } from "../../ui/use-toast.tsx";
import { useTypedText } from "../../ui/use-typed.ts";

const NAME_MAX = 60;

export function StationName({ status }: { readonly status: AppStatus }) {
  const { t } = useTranslation();
  const id = useId();
  const toast = useToast();
  const rename = useOperation("station.rename");
  const typed = useTypedText("settings.stationName");
  if (status.station === null) return null;
  const current = status.name ?? "";
  const { district } = status.station;
  const name = (typed.value ?? current).trim();

  const save = async (): Promise<void> => {
    if (name === "" || name === current) return;
    if ((await rename.run({ name })) === undefined) return;
    typed.put(null);
    toast.done(t("settings.stationName.done", { name }));
    await useStatus.getState().refresh();
  };

  return (
    <Panel title={t("settings.stationName.title")}>
      {district === null ? (
        <form
          noValidate
          onSubmit={(event) => {
            event.preventDefault();
            void save();
          }}
        >
          <TypedNotice typed={typed} />
          <label htmlFor={id}>{t("settings.stationName.label")}</label>
          <span className="button-row">
            <Input
              id={id}
              maxLength={NAME_MAX}
              value={typed.value ?? current}
              onChange={(event) => typed.put(event.target.value)}
            />
            <Button htmlType="submit" loading={rename.busy} disabled={name === "" || name === current}>
              {t("settings.stationName.save")}
            </Button>
          </span>
          <p className="note">{t("settings.stationName.hint")}</p>
          <ErrorNotice error={rename.error} onClose={rename.clearError} />
        </form>
      ) : (
        <p>{t("settings.stationName.joined", { name: current, district })}</p>
      )}
    </Panel>
  );
}
