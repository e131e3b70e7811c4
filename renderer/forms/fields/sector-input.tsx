/** 界别: the list of the 届次 concerned is offered; a sector that it does not have stays and is marked. */
import { useWatch, type UseFormReturn } from "react-hook-form";
import { useTranslation } from "react-i18next";
import type { Kind } from "../../../db/schema/kinds.ts";
import { isSectorListed, termOn } from "../../../db/schema/terms.ts";
import { useStatus } from "../../stores/status.ts";
import { useThisDay } from "../../ui/use-now.ts";
import type { FormValues } from "../../values/form-values.ts";
import { SuggestInput } from "./suggest-inputs.tsx";
import type { InputProps } from "./types.ts";

interface Props extends InputProps {
  /** null: the one that runs today. */
  readonly term: string | null;
}

export function SectorInput({ term, ...input }: Props) {
  const terms = useStatus((state) => state.settings?.terms);
  const today = useThisDay();
  const known = term?.trim() ?? "";
  const meant = known === "" ? termOn(terms ?? [], today) : known;
  return (
    <>
      <SuggestInput {...input} list="sector" term={meant} />
      <SectorNote sector={typeof input.value === "string" ? input.value : ""} term={meant} />
    </>
  );
}

/** In a form: the term is the member's own, or that of the day when an opinion was collected. */
export function FormSectorInput({
  kind,
  form,
  ...input
}: InputProps & { readonly kind: Kind; readonly form: UseFormReturn<FormValues> }) {
  const settings = useStatus((state) => state.settings);
  const told: unknown = useWatch({
    control: form.control,
    name: kind === "member" ? "fields.term" : "fields.collectedOn",
  });
  const text = typeof told === "string" ? told : "";
  return <SectorInput {...input} term={kind === "member" ? text : termOn(settings?.terms ?? [], text)} />;
}

function SectorNote({ sector, term }: { readonly sector: string; readonly term: string | null }) {
  const { t } = useTranslation();
  const settings = useStatus((state) => state.settings);
  if (settings === null || sector.trim() === "" || isSectorListed(settings, term, sector)) return null;
  return (
    <p className="listed-note">{term === null ? t("member.sectorUnlisted") : t("member.sectorUnlistedIn", { term })}</p>
  );
}
