/** When calls are due, when they turn yellow, how long an opinion may be, and which grades count as satisfied. */
import { Checkbox, InputNumber, Select } from "antd";
import { Controller, useForm, useWatch, type Control } from "react-hook-form";
import { useTranslation } from "react-i18next";
import type { z } from "zod";
import { grades } from "../../../db/schema/event.ts";
import { demandTypes } from "../../../db/schema/hotline.ts";
import { settingsSchema, type Settings } from "../../../db/schema/settings.ts";
import { useLabels } from "../../text/labels.ts";
import { ErrorNotice } from "../../ui/error-notice.tsx";
import { Panel } from "../../ui/page.tsx";
import { TypedNotice } from "../../ui/typed-notice.tsx";
import { SaveLine } from "./save-line.tsx";
import { DistrictMark, SourceHint } from "./editing/source-hint.tsx";
import { useLockedFields } from "./use-locked-fields.ts";
import { useKeptEdits } from "./use-kept-edits.ts";
import { useSaveSettings } from "./editing/use-save-settings.ts";

type Values = Pick<Settings, "dueRules" | "dueSoonDays" | "opinionLimit" | "satisfiedGrades">;
type RuleName = keyof Settings["dueRules"];

/** Urgent calls come first: their rule replaces that of the type. */
const ruleNames: readonly RuleName[] = ["urgent", ...(Object.keys(demandTypes) as (keyof typeof demandTypes)[])];
const gradeNames = Object.keys(grades) as (keyof typeof grades)[];

const DAYS_MAX = 365;
const SOON_MAX = 60;
const LIMIT = { min: 100, max: 20_000, step: 100 };

const valueKeys = ["dueRules", "dueSoonDays", "opinionLimit", "satisfiedGrades"] as const;

const valuesSchema: z.ZodType<Values> = settingsSchema.pick({
  dueRules: true,
  dueSoonDays: true,
  opinionLimit: true,
  satisfiedGrades: true,
});
const valuesOf = ({ dueRules, dueSoonDays, opinionLimit, satisfiedGrades }: Settings): Values => ({
  dueRules,
  dueSoonDays,
  opinionLimit,
  satisfiedGrades,
});

export function Deadlines({ settings }: { readonly settings: Settings }) {
  const { t } = useTranslation();
  const labels = useLabels();
  const { save, busy, error, clearError } = useSaveSettings();
  // `values` follows what holds: after saving, the district's values are shown where they overrule.
  const { control, handleSubmit, formState, setValue, resetField } = useForm<Values>({
    values: valuesOf(settings),
    resetOptions: { keepDirtyValues: true },
  });
  const { isDirty, errors, dirtyFields } = formState;
  const show = (values: Values | null): void => {
    for (const key of valueKeys) setValue(key, (values ?? settings)[key], { shouldDirty: true });
  };
  const typed = useKeptEdits("deadlines.values", valuesSchema, {
    values: useWatch({ control }) as Values,
    isDirty,
    show,
  });
  const fixed = useLockedFields(valueKeys, settings, (key, value) => resetField(key, { defaultValue: value }));

  const submit = handleSubmit(async (values) => {
    const changed = valueKeys.filter((key) => dirtyFields[key] !== undefined && !fixed.has(key));
    await save(Object.fromEntries(changed.map((key) => [key, values[key]])));
  });

  return (
    <form noValidate onSubmit={(event) => void submit(event)}>
      <TypedNotice typed={typed} onShow={show} />
      <Panel title={t("settings.deadlines.rules")} extra={<DistrictMark setting="dueRules" />} setting="dueRules">
        <SourceHint keys={valueKeys} />
        <p className="note">{t("settings.deadlines.rulesHint")}</p>
        <table className="plain-table settings-rules" aria-label={t("settings.deadlines.rules")}>
          <thead>
            <tr>
              <th scope="col">{t("settings.deadlines.type")}</th>
              <th scope="col">{t("settings.deadlines.days")}</th>
              <th scope="col">{t("settings.deadlines.unit")}</th>
            </tr>
          </thead>
          <tbody>
            {ruleNames.map((name) => (
              <RuleRow key={name} control={control} name={name} disabled={fixed.has("dueRules")} />
            ))}
          </tbody>
        </table>
      </Panel>
      <Panel className="settings-numbers">
        <div className="settings-line" data-setting="dueSoonDays">
          <label htmlFor="due-soon">{t("settings.deadlines.dueSoon")}</label>
          <Controller
            name="dueSoonDays"
            control={control}
            render={({ field }) => (
              <InputNumber
                {...field}
                id="due-soon"
                disabled={fixed.has("dueSoonDays")}
                min={0}
                max={SOON_MAX}
                precision={0}
                onChange={(value) => field.onChange(value ?? 0)}
              />
            )}
          />
          {t("settings.deadlines.dueSoonUnit")}
          <DistrictMark setting="dueSoonDays" />
        </div>
        <div className="settings-line" data-setting="opinionLimit">
          <label htmlFor="opinion-limit">{t("settings.deadlines.opinionLimit")}</label>
          <Controller
            name="opinionLimit"
            control={control}
            render={({ field }) => (
              <InputNumber
                {...field}
                id="opinion-limit"
                disabled={fixed.has("opinionLimit")}
                {...LIMIT}
                precision={0}
                onChange={(value) => field.onChange(value ?? LIMIT.min)}
              />
            )}
          />
          {t("settings.deadlines.opinionLimitUnit")}
          <DistrictMark setting="opinionLimit" />
        </div>
        <fieldset className="settings-grades" data-setting="satisfiedGrades">
          <legend>
            {t("settings.deadlines.satisfied")} <DistrictMark setting="satisfiedGrades" />
          </legend>
          <Controller
            name="satisfiedGrades"
            control={control}
            rules={{ validate: (value) => value.length > 0 || t("settings.deadlines.satisfiedRequired") }}
            render={({ field: { value, onChange } }) => (
              <Checkbox.Group
                value={value}
                disabled={fixed.has("satisfiedGrades")}
                // In the order of the grades, whatever was ticked last.
                onChange={(chosen) => onChange(gradeNames.filter((grade) => chosen.includes(grade)))}
                options={gradeNames.map((grade) => ({ value: grade, label: labels.option(grades, grade) }))}
              />
            )}
          />
          {errors.satisfiedGrades !== undefined && (
            <p className="problem" role="alert">
              {t("settings.deadlines.satisfiedRequired")}
            </p>
          )}
        </fieldset>
        <ErrorNotice error={error} onClose={clearError} />
        <SaveLine isDirty={isDirty} busy={busy} />
      </Panel>
    </form>
  );
}

function RuleRow({
  control,
  name,
  disabled,
}: {
  readonly control: Control<Values>;
  readonly name: RuleName;
  readonly disabled: boolean;
}) {
  const { t } = useTranslation();
  const labels = useLabels();
  const type = name === "urgent" ? t("settings.deadlines.urgent") : labels.option(demandTypes, name);
  return (
    <tr>
      <th scope="row">{type}</th>
      <td>
        <Controller
          name={`dueRules.${name}.days`}
          control={control}
          render={({ field }) => (
            <InputNumber
              {...field}
              disabled={disabled}
              aria-label={t("settings.deadlines.daysLabel", { type })}
              min={0}
              max={DAYS_MAX}
              precision={0}
              onChange={(value) => field.onChange(value ?? 0)}
            />
          )}
        />
      </td>
      <td>
        <Controller
          name={`dueRules.${name}.unit`}
          control={control}
          render={({ field }) => (
            <Select
              {...field}
              disabled={disabled}
              className="settings-unit"
              aria-label={t("settings.deadlines.unitLabel", { type })}
              options={(["working", "calendar"] as const).map((unit) => ({
                value: unit,
                label: t(`settings.deadlines.${unit}`),
              }))}
            />
          )}
        />
      </td>
    </tr>
  );
}
