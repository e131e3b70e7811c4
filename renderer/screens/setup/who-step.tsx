/** First step: station or district, its name and the operator's. */
import { Button, Input } from "antd";
import { Controller, useForm, useWatch } from "react-hook-form";
import { useEffect, useEffectEvent, useRef } from "react";
import { useTranslation } from "react-i18next";
import { z } from "zod";
import { ErrorNotice } from "../../ui/error-notice.tsx";
import { TypedNotice } from "../../ui/typed-notice.tsx";
import type { Typed } from "../../ui/use-typed.ts";

export type Role = "station" | "district";

/** What was typed; kept while the next step is looked at, and when the power goes. */
export const whoSchema = z.object({
  role: z.enum(["station", "district"]).nullable(),
  name: z.string(),
  operator: z.string(),
});
export type WhoValues = Readonly<z.infer<typeof whoSchema>>;
export const nobody: WhoValues = { role: null, name: "", operator: "" };

const NAME_MAX = 60;
const OPERATOR_MAX = 30;

interface Props {
  readonly values: WhoValues;
  readonly typed: Typed<WhoValues>;
  readonly busy: boolean;
  readonly error: unknown;
  readonly onNext: (values: WhoValues & { readonly role: Role }) => void;
}

export function WhoStep({ values, typed, busy, error, onNext }: Props) {
  const { t } = useTranslation();
  const { control, register, handleSubmit, formState, subscribe, reset } = useForm<WhoValues>({
    defaultValues: values,
  });
  const { put, restoredAt } = typed;
  const known = useRef(restoredAt);
  // What an earlier run left is read while this screen is drawn already.
  const restore = useEffectEvent((at: number | null) => {
    if (at !== null && known.current === null) reset(values);
    known.current = at;
  });
  useEffect(() => restore(restoredAt), [restoredAt]);
  useEffect(
    () => subscribe({ formState: { values: true }, callback: ({ values: now }) => put({ ...now }) }),
    [subscribe, put],
  );
  const role = useWatch({ control, name: "role" });
  const { errors } = formState;

  const submit = handleSubmit(({ role: chosen, name, operator }) => {
    if (chosen !== null) onNext({ role: chosen, name: name.trim(), operator: operator.trim() });
  });

  return (
    <form noValidate onSubmit={(event) => void submit(event)} className="setup-form">
      <TypedNotice typed={typed} onShow={(shown) => reset(shown ?? nobody)} />
      <fieldset className="setup-roles" aria-describedby="setup-role-once">
        <legend>{t("setup.role.label")}</legend>
        {(["station", "district"] as const).map((choice) => (
          <label key={choice} className={role === choice ? "setup-role setup-role-chosen" : "setup-role"}>
            <input
              type="radio"
              value={choice}
              {...register("role", { validate: (value) => value !== null || t("setup.role.required") })}
            />
            <span className="setup-role-name">{t(`setup.role.${choice}`)}</span>
            <span className="setup-role-hint">{t(`setup.role.${choice}Hint`)}</span>
          </label>
        ))}
        <p id="setup-role-once" className="setup-hint">
          {t("setup.role.once")}
        </p>
        <Problem text={errors.role?.message} />
      </fieldset>
      <div className="setup-fields">
        <div className="setup-field">
          <label htmlFor="setup-name">
            {t(role === "district" ? "setup.name.districtLabel" : "setup.name.stationLabel")}
          </label>
          <Controller
            name="name"
            control={control}
            rules={{ validate: (value) => value.trim() !== "" || t("setup.name.required") }}
            render={({ field }) => (
              <Input
                {...field}
                id="setup-name"
                maxLength={NAME_MAX}
                status={errors.name === undefined ? "" : "error"}
                aria-invalid={errors.name !== undefined}
                aria-describedby="setup-name-hint"
              />
            )}
          />
          <p id="setup-name-hint" className="setup-hint">
            {t(role === "district" ? "setup.name.districtHint" : "setup.name.stationHint")}
          </p>
          <Problem text={errors.name?.message} />
        </div>
        <div className="setup-field">
          <label htmlFor="setup-operator">{t("setup.operator.label")}</label>
          <Controller
            name="operator"
            control={control}
            rules={{ validate: (value) => value.trim() !== "" || t("setup.operator.required") }}
            render={({ field }) => (
              <Input
                {...field}
                id="setup-operator"
                maxLength={OPERATOR_MAX}
                status={errors.operator === undefined ? "" : "error"}
                aria-invalid={errors.operator !== undefined}
                aria-describedby="setup-operator-hint"
              />
            )}
          />
          <p id="setup-operator-hint" className="setup-hint">
            {t("setup.operator.hint")}
          </p>
          <Problem text={errors.operator?.message} />
        </div>
      </div>
      <ErrorNotice error={error} />
      <div className="setup-actions">
        <Button type="primary" size="large" htmlType="submit" loading={busy}>
          {t("setup.start")}
        </Button>
      </div>
    </form>
  );
}

function Problem({ text }: { readonly text: string | undefined }) {
  return text === undefined ? null : (
    <p className="setup-problem" role="alert">
      {text}
    </p>
  );
}
