/** A backup, opened to look at: counts beside the present ones, its records by kind, and only then the restore. */
import { Button, Drawer, Input, Segmented, Spin } from "antd";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import type { BackupLook as Look, BackupRecord } from "../../../db/api/operations.ts";
import { mainKinds, type ListedKind } from "../../../db/schema/kinds.ts";
import { useLabels } from "../../text/labels.ts";
import { shownMoment } from "../../text/when.ts";
import { ErrorNotice } from "../../ui/error-notice.tsx";
import { Mark } from "../../ui/tags.tsx";
import { useConfirm } from "../../ui/use-confirm.ts";
import { useQuery } from "../../stores/use-query.ts";
import { useRestore } from "./use-restore.ts";

const WIDTH = "min(60rem, 100vw)";
const SHOWN = 100;

export function BackupLook({ file, onClose }: { readonly file: string; readonly onClose: () => void }) {
  const { t } = useTranslation();
  const confirm = useConfirm();
  const look = useQuery("backup.look", { file });
  const restore = useRestore();
  const { data } = look;
  const at = data === undefined ? "" : shownMoment(data.at ?? data.newest ?? 0);

  const start = async (seen: Look): Promise<void> => {
    const onlyNow = seen.kinds.reduce((sum, kind) => sum + kind.onlyNow, 0);
    const changed = seen.kinds.reduce((sum, kind) => sum + kind.changed, 0);
    const goes = await confirm({
      title: t("settings.look.confirmTitle", { at }),
      content: (
        <ul className="settings-confirm">
          {onlyNow > 0 && <li>{t("settings.look.confirmLoss", { count: onlyNow })}</li>}
          {changed > 0 && <li>{t("settings.look.confirmChanged", { count: changed })}</li>}
          <li>{t(hasPresent(seen) ? "settings.look.confirmUndo" : "settings.look.confirmAside")}</li>
          {seen.role === "station" && <li>{t("settings.look.confirmChain")}</li>}
          {exchangeLines(seen.exchange).map(({ text, count }) => (
            <li key={text}>{t(text, { count })}</li>
          ))}
        </ul>
      ),
      proceed: t(hasPresent(seen) ? "settings.look.confirmGo" : "settings.look.confirmGoAlone"),
      danger: true,
      isLong: seen.exchange !== null,
    });
    if (goes) await restore.run(file, at);
  };

  return (
    <Drawer
      open
      onClose={onClose}
      size={WIDTH}
      title={at === "" ? t("settings.look.title") : t("settings.look.titleAt", { at })}
      footer={
        data === undefined ? null : (
          <Button type="primary" danger loading={restore.busy} onClick={() => void start(data)}>
            {t("settings.look.restore")}
          </Button>
        )
      }
    >
      <p className="note">{t("settings.look.hint")}</p>
      <ErrorNotice error={look.error} />
      <ErrorNotice error={restore.error} onClose={restore.clearError} />
      {data === undefined && look.error === null && <Spin />}
      {data !== undefined && (
        <>
          <dl className="settings-about">
            <dt>{t("settings.look.office")}</dt>
            <dd>{data.name}</dd>
            <dt>{t("settings.look.newest")}</dt>
            <dd>{data.newest === null ? "" : shownMoment(data.newest)}</dd>
            <dt>{t("settings.look.drafts")}</dt>
            <dd>{data.drafts}</dd>
          </dl>
          <Kinds look={data} />
          <Records look={data} />
        </>
      )}
    </Drawer>
  );
}

/** What a district has to know before: what comes back by itself, what is gone, what is to be done then. */
function exchangeLines(exchange: Look["exchange"]) {
  if (exchange === null) return [];
  const { renews, counts } = exchange;
  const { received, told, untold } = counts ?? { received: 0, told: 0, untold: 0 };
  const lines = [
    { text: "settings.look.confirmReceived", count: received, isShown: received > 0 },
    { text: "settings.look.confirmTold", count: told, isShown: told > 0 },
    { text: "settings.look.confirmUntold", count: untold, isShown: untold > 0 },
    { text: "settings.look.confirmUnknown", count: 0, isShown: counts === null },
    { text: "settings.look.confirmReceipts", count: 0, isShown: renews },
  ] as const;
  return lines.filter(({ isShown }) => isShown);
}

/** Whether there are data to compare with: none when the data file is gone or cannot be read. */
const hasPresent = ({ kinds }: Look): boolean => kinds.some(({ now }) => now !== null);

const numbers = ["backup", "now", "changed", "onlyNow", "onlyBackup"] as const;

function Kinds({ look }: { readonly look: Look }) {
  const { t } = useTranslation();
  const shown = hasPresent(look) ? numbers : numbers.slice(0, 1);
  return (
    <div className="settings-scroll">
      <table className="plain-table settings-look" aria-label={t("settings.look.title")}>
        <thead>
          <tr>
            <th scope="col">{t("settings.look.kind")}</th>
            {shown.map((name) => (
              <th key={name} scope="col" className="number">
                {t(`settings.look.${name}`)}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {look.kinds.map((kind) => (
            <tr key={kind.kind}>
              <th scope="row">{t(`kind.${kind.kind}.name`)}</th>
              {shown.map((name) => (
                <td key={name} className={name === "onlyNow" && kind.onlyNow > 0 ? "number settings-loss" : "number"}>
                  {kind[name] ?? "—"}
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}

const listed: readonly ListedKind[] = [...mainKinds, "member"];

function Records({ look }: { readonly look: Look }) {
  const { t } = useTranslation();
  const labels = useLabels();
  const { file } = look;
  const isCompared = hasPresent(look);
  // What there is to see, first.
  const filled = listed.find((one) => look.kinds.some(({ kind: found, backup }) => found === one && backup > 0));
  const [kind, setKind] = useState<ListedKind>(filled ?? "session");
  const [search, setSearch] = useState("");
  const { data, error } = useQuery("backup.records", { file, kind, search, limit: SHOWN });
  return (
    <section className="settings-records">
      <div className="settings-line">
        <Segmented<ListedKind>
          aria-label={t("settings.look.kind")}
          value={kind}
          onChange={setKind}
          options={listed.map((value) => ({ value, label: labels.kind(value) }))}
        />
        <Input
          className="settings-find"
          allowClear
          aria-label={t("settings.look.search")}
          placeholder={t("settings.look.search")}
          value={search}
          onChange={(event) => setSearch(event.target.value)}
        />
      </div>
      <ErrorNotice error={error} />
      {data !== undefined && data.total === 0 && <p className="quiet settings-line">{t("settings.look.empty")}</p>}
      {data !== undefined && data.total > 0 && (
        <div className="settings-scroll">
          <table className="plain-table" aria-label={t("settings.look.records")}>
            <thead>
              <tr>
                <th scope="col">{t("settings.look.title2")}</th>
                <th scope="col">{t("settings.look.date")}</th>
                <th scope="col">{t("settings.look.updated")}</th>
                {isCompared && <th scope="col">{t("settings.look.difference")}</th>}
              </tr>
            </thead>
            <tbody>
              {data.records.map((record) => (
                <RecordRow key={record.id} record={record} isCompared={isCompared} />
              ))}
            </tbody>
          </table>
          {data.total > data.records.length && (
            <p className="quiet">{t("settings.look.shown", { shown: data.records.length, total: data.total })}</p>
          )}
        </div>
      )}
    </section>
  );
}

const differences = {
  same: { text: "settings.look.same", tone: "plain" },
  changed: { text: "settings.look.diffChanged", tone: "accent" },
  onlyNow: { text: "settings.look.diffOnlyNow", tone: "late" },
  onlyBackup: { text: "settings.look.diffOnlyBackup", tone: "good" },
} as const;

function RecordRow({ record, isCompared }: { readonly record: BackupRecord; readonly isCompared: boolean }) {
  const { t } = useTranslation();
  const { text, tone } = differences[record.difference];
  return (
    <tr>
      <th scope="row">{record.title}</th>
      <td className="nowrap">{record.date?.replace("T", " ") ?? ""}</td>
      <td className="nowrap">{shownMoment(record.updatedAt)}</td>
      {isCompared && (
        <td>
          <Mark tone={tone}>{t(text)}</Mark>
        </td>
      )}
    </tr>
  );
}
