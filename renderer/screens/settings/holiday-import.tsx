/** A holiday pack from a file: what it changes is shown first, taken with one press, and can be undone. */
import { Button, Modal } from "antd";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import type { HolidayPack } from "../../../db/api/operations.ts";
import type { Settings } from "../../../db/schema/settings.ts";
import { client } from "../../hosts/client.ts";
import { useStatus } from "../../stores/status.ts";
import { ErrorNotice } from "../../ui/error-notice.tsx";
import { Mark } from "../../ui/tags.tsx";
import { useFiles } from "../../ui/use-files.ts";
import { useOperation } from "../../ui/use-operation.ts";
import { useToast } from "../../ui/use-toast.tsx";
import { dayRanges } from "./days.ts";
import { packChanges, type PackChange } from "./pack-changes.ts";
import { useDistrictKeys } from "./editing/source-hint.tsx";

interface Props {
  /** The settings' own years, to which the pack's are added. */
  readonly own: Settings["holidays"];
  readonly onTaken: (year: number) => void;
}

export function HolidayImport({ own, onTaken }: Props) {
  const { t } = useTranslation();
  const toast = useToast();
  const files = useFiles();
  const read = useOperation("holiday.read", { writes: false });
  const set = useOperation("settings.set");
  const [pack, setPack] = useState<{ readonly pack: HolidayPack; readonly changes: readonly PackChange[] } | null>(
    null,
  );
  const busy = read.busy || set.busy;
  const isFixed = useDistrictKeys().has("holidays");

  const choose = async () => {
    const [file] = await files.pickFiles({
      title: t("aids.pack.pick"),
      filters: [{ name: t("aids.pack.filter"), extensions: ["json", "txt"] }],
      multiple: false,
    });
    if (file === undefined) return;
    const found = await read.run({ file });
    if (found === undefined) return;
    const { years: inUse } = await client.call("holiday.inUse", {});
    setPack({ pack: found, changes: packChanges(found.years, inUse) });
  };
  const save = async (holidays: Settings["holidays"]): Promise<boolean> => {
    const saved = await set.run({ values: { holidays } });
    await useStatus.getState().refresh();
    return saved !== undefined;
  };
  const changed = pack?.changes.filter(({ effect }) => effect !== "same") ?? [];
  const take = async () => {
    const before = own;
    const added = Object.fromEntries(changed.map(({ year, off, work }) => [year, { off: [...off], work: [...work] }]));
    if (!(await save({ ...own, ...added }))) return;
    const years = changed.map(({ year }) => year).join(t("settings.separator"));
    setPack(null);
    onTaken(Number(changed.at(-1)?.year));
    toast.undoable(t("aids.pack.done", { years }), () => {
      void save(before).then((isSaved) => {
        if (isSaved) toast.done(t("aids.pack.undone"));
      });
    });
  };
  return (
    <>
      <div className="settings-line" data-setting="holidayImport">
        <Button loading={busy} disabled={isFixed} onClick={() => void choose()}>
          {t("aids.pack.import")}
        </Button>
        <span className="quiet">{t("aids.pack.hint")}</span>
      </div>
      <ErrorNotice error={read.error} onClose={read.clearError} />
      <Modal
        open={pack !== null}
        title={t("aids.pack.title")}
        onCancel={() => setPack(null)}
        width={720}
        footer={[
          <Button key="cancel" onClick={() => setPack(null)}>
            {t("action.cancel")}
          </Button>,
          <Button
            key="take"
            type="primary"
            disabled={changed.length === 0}
            loading={set.busy}
            onClick={() => void take()}
          >
            {t("aids.pack.take", { count: changed.length })}
          </Button>,
        ]}
      >
        <p className="quiet">{pack?.pack.file}</p>
        <ErrorNotice error={set.error} onClose={set.clearError} />
        {changed.length === 0 && <p>{t("aids.pack.nothing")}</p>}
        {pack?.changes.map((change) => (
          <PackYear key={change.year} change={change} />
        ))}
      </Modal>
    </>
  );
}

function PackYear({ change }: { readonly change: PackChange }) {
  const { t } = useTranslation();
  const { year, effect, off, work } = change;
  const days = (list: readonly string[]) =>
    dayRanges(list)
      .map(({ from, to }) =>
        from === to ? from.slice(5) : t("settings.holidays.range", { from: from.slice(5), to: to.slice(5) }),
      )
      .join(t("settings.separator"));
  const added = [...change.addedOff, ...change.addedWork];
  const removed = [...change.removedOff, ...change.removedWork];
  return (
    <section className="pack-year">
      <h3>
        {t("settings.holidays.yearValue", { year: Number(year) })}
        <Mark tone={effect === "same" ? "plain" : effect === "adds" ? "good" : "soon"}>{t(`aids.pack.${effect}`)}</Mark>
      </h3>
      {effect !== "same" && (
        <>
          <p>{t("aids.pack.off", { count: off.length, days: days(off) })}</p>
          {work.length > 0 && <p>{t("aids.pack.work", { count: work.length, days: days(work) })}</p>}
          {effect === "replaces" && added.length > 0 && (
            <p className="pack-change">{t("aids.pack.added", { days: days(added) })}</p>
          )}
          {effect === "replaces" && removed.length > 0 && (
            <p className="pack-change">{t("aids.pack.removed", { days: days(removed) })}</p>
          )}
        </>
      )}
    </section>
  );
}
