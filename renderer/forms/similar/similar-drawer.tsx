/** The form beside the record that may be the same: field by field, with what they share marked. */
import { Button, Drawer, Segmented } from "antd";
import { useState } from "react";
import { useWatch, type UseFormReturn } from "react-hook-form";
import { useTranslation } from "react-i18next";
import type { SimilarRecord } from "../../../db/api/operations.ts";
import type { LinkField } from "../../../db/schema/kind-definition.ts";
import { columnsOf, isMainKind, kinds, type ListedKind } from "../../../db/schema/kinds.ts";
import { recordRoute, useRoute } from "../../stores/route.ts";
import { useLabels } from "../../text/labels.ts";
import { useToast } from "../../ui/use-toast.tsx";
import type { FieldValues, FormValues } from "../../values/form-values.ts";
import { isEmpty, isSame } from "../../values/form-values.ts";
import { sharedParts } from "./shared-parts.ts";

interface Props {
  readonly isOpen: boolean;
  readonly kind: ListedKind;
  readonly form: UseFormReturn<FormValues>;
  readonly candidates: readonly SimilarRecord[];
  readonly onClose: () => void;
  readonly onDismiss: (id: string) => void;
}

export function SimilarDrawer({ isOpen, kind, form, candidates, onClose, onDismiss }: Props) {
  const { t } = useTranslation();
  const toast = useToast();
  const open = useRoute((state) => state.open);
  const [chosen, setChosen] = useState<string | null>(null);
  const current = candidates.find(({ record }) => record.id === chosen) ?? candidates[0];
  const repeats = isMainKind(kind) ? kinds[kind].repeats : null;
  const link = (candidate: SimilarRecord, field: LinkField) => {
    const first = candidate.record.fields[field];
    const id = typeof first === "string" ? first : candidate.record.id;
    form.setValue(`fields.${field}`, id, { shouldDirty: true });
    onDismiss(candidate.record.id);
    onClose();
    toast.done(t("aids.similarLinked"));
  };
  return (
    <Drawer
      open={isOpen && current !== undefined}
      onClose={onClose}
      size={980}
      title={t("aids.similarTitle")}
      footer={
        current === undefined ? null : (
          <div className="similar-actions">
            <Button
              onClick={() => {
                onDismiss(current.record.id);
                if (candidates.length <= 1) onClose();
              }}
            >
              {t("aids.similarNot")}
            </Button>
            <Button
              onClick={() => {
                onClose();
                open(recordRoute(kind, current.record.id));
              }}
            >
              {t("aids.similarOpen")}
            </Button>
            {repeats !== null && (
              <Button type="primary" onClick={() => link(current, repeats)}>
                {t("aids.similarLink")}
              </Button>
            )}
          </div>
        )
      }
    >
      {candidates.length > 1 && (
        <Segmented
          className="similar-choice"
          aria-label={t("aids.similarWhich")}
          value={current?.record.id ?? ""}
          onChange={(id) => setChosen(id)}
          options={candidates.map(({ record }, index) => ({
            value: record.id,
            label: t("aids.similarNumber", { number: index + 1, date: record.date?.slice(0, 10) ?? "" }),
          }))}
        />
      )}
      {current !== undefined && <SideBySide kind={kind} form={form} candidate={current} />}
    </Drawer>
  );
}

function SideBySide({
  kind,
  form,
  candidate,
}: {
  readonly kind: ListedKind;
  readonly form: UseFormReturn<FormValues>;
  readonly candidate: SimilarRecord;
}) {
  const { t } = useTranslation();
  const labels = useLabels();
  const own: FieldValues = useWatch({ control: form.control, name: "fields" });
  const other = candidate.record.fields;
  const names = (isMainKind(kind) ? (kinds[kind].likeness?.compared ?? []) : []).filter(
    (name) => !isEmpty(own[name]) || !isEmpty(other[name]),
  );
  const shown = (name: string, value: unknown) => {
    const meta = columnsOf(kind).find((column) => column.name === name)?.meta;
    return meta === undefined ? "" : labels.value(meta, value);
  };
  return (
    <>
      <p className="similar-reasons">
        {[
          ...candidate.reasons.map((reason) => t(`aids.reason.${reason}`)),
          ...(candidate.likeness > 0 ? [t("aids.likeness", { percent: Math.round(candidate.likeness * 100) })] : []),
        ].join(t("settings.separator"))}
      </p>
      <table className="similar-table">
        <thead>
          <tr>
            <td />
            <th scope="col">{t("aids.similarThis")}</th>
            <th scope="col">{t("aids.similarOther")}</th>
          </tr>
        </thead>
        <tbody>
          {names.map((name) => (
            <tr key={name}>
              <th scope="row">{labels.field(kind, name)}</th>
              <Cell
                text={shown(name, own[name])}
                other={shown(name, other[name])}
                isSame={isSame(own[name], other[name])}
              />
              <Cell
                text={shown(name, other[name])}
                other={shown(name, own[name])}
                isSame={isSame(own[name], other[name])}
              />
            </tr>
          ))}
        </tbody>
      </table>
    </>
  );
}

function Cell({
  text,
  other,
  isSame: same,
}: {
  readonly text: string;
  readonly other: string;
  readonly isSame: boolean;
}) {
  if (same && text !== "") {
    return (
      <td>
        <mark className="similar-shared">{text}</mark>
      </td>
    );
  }
  return (
    <td>
      {sharedParts(text, other).map(({ part, isShared, at }) =>
        isShared ? (
          <mark key={at} className="similar-shared">
            {part}
          </mark>
        ) : (
          <span key={at}>{part}</span>
        ),
      )}
    </td>
  );
}
