/** How large attachments may be, and how far photos are made smaller. */
import { InputNumber } from "antd";
import { Controller, useForm, useWatch } from "react-hook-form";
import { useTranslation } from "react-i18next";
import type { z } from "zod";
import { defaultSettings, settingsSchema, type Settings } from "../../../db/schema/settings.ts";
import { ErrorNotice } from "../../ui/error-notice.tsx";
import { Panel } from "../../ui/page.tsx";
import { TypedNotice } from "../../ui/typed-notice.tsx";
import { SaveLine } from "./save-line.tsx";
import { DistrictMark, SourceHint } from "./editing/source-hint.tsx";
import { useLockedFields } from "./use-locked-fields.ts";
import { useKeptEdits } from "./use-kept-edits.ts";
import { useSaveSettings } from "./editing/use-save-settings.ts";

type Values = Pick<Settings, "attachmentFileMb" | "attachmentRecordMb" | "photoLongestSide">;

const valuesSchema: z.ZodType<Values> = settingsSchema.pick({
  attachmentFileMb: true,
  attachmentRecordMb: true,
  photoLongestSide: true,
});

/** The same limits as in settingsSchema. */
const ranges = {
  attachmentFileMb: { min: 1, max: 500, step: 10 },
  attachmentRecordMb: { min: 1, max: 5_000, step: 50 },
  photoLongestSide: { min: 600, max: 8_000, step: 100 },
} as const;
const names = Object.keys(ranges) as (keyof Values)[];

export function AttachmentSettings({ settings }: { readonly settings: Settings }) {
  const { t } = useTranslation();
  const { save, busy, error, clearError } = useSaveSettings();
  const { attachmentFileMb, attachmentRecordMb, photoLongestSide } = settings;
  const { control, handleSubmit, formState, resetField, setValue } = useForm<Values>({
    values: { attachmentFileMb, attachmentRecordMb, photoLongestSide },
    resetOptions: { keepDirtyValues: true },
  });
  const { isDirty, dirtyFields } = formState;
  const show = (values: Values | null): void => {
    for (const name of names) setValue(name, (values ?? settings)[name], { shouldDirty: true });
  };
  const typed = useKeptEdits("attachments.values", valuesSchema, {
    values: useWatch({ control }) as Values,
    isDirty,
    show,
  });
  const fixed = useLockedFields(names, settings, (name, value) => resetField(name, { defaultValue: value }));
  const submit = handleSubmit(async (values) => {
    const changed = names.filter((name) => dirtyFields[name] && !fixed.has(name));
    await save(Object.fromEntries(changed.map((name) => [name, values[name]])));
  });
  return (
    <form noValidate onSubmit={(event) => void submit(event)}>
      <TypedNotice typed={typed} onShow={show} />
      <Panel title={t("attachment.settings.title")} className="settings-numbers">
        <SourceHint keys={names} />
        <p className="note">{t("attachment.settings.hint")}</p>
        {names.map((name) => (
          <div key={name} className="settings-line" data-setting={name}>
            <label htmlFor={name}>{t(`attachment.settings.${name}`)}</label>
            <Controller
              name={name}
              control={control}
              render={({ field }) => (
                <InputNumber
                  {...field}
                  id={name}
                  {...ranges[name]}
                  disabled={fixed.has(name)}
                  precision={0}
                  onChange={(value) => field.onChange(value ?? defaultSettings[name])}
                />
              )}
            />
            {t(name === "photoLongestSide" ? "attachment.settings.pixels" : "attachment.settings.megabytes")}
            <DistrictMark setting={name} />
          </div>
        ))}
        <ErrorNotice error={error} onClose={clearError} />
        <SaveLine isDirty={isDirty} busy={busy} />
      </Panel>
    </form>
  );
}
