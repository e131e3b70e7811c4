/** Says that a place shows what an earlier run of the program had not saved, with a way to drop it that can be undone. */
import { Button } from "antd";
import { useTranslation } from "react-i18next";
import { clockOf } from "../text/times.ts";
import type { Typed } from "./use-typed.ts";
import { useToast } from "./use-toast.tsx";

interface Props<T> {
  readonly typed: Typed<T>;
  /** For a form that holds its values itself: shows another value, null for the saved one. */
  readonly onShow?: (value: T | null) => void;
}

export function TypedNotice<T>({ typed, onShow }: Props<T>) {
  const { t } = useTranslation();
  const toast = useToast();
  const { value, put, restoredAt } = typed;
  if (restoredAt === null || value === null) return null;
  const discard = () => {
    put(null);
    onShow?.(null);
    toast.undoable(t("form.typedDiscarded"), () => {
      put(value);
      onShow?.(value);
    });
  };
  return (
    <div className="restored-bar" role="status" data-typed={typed.place}>
      {t("form.typedRestored", { time: clockOf(restoredAt) })}
      <Button size="small" onClick={discard}>
        {t("form.discard")}
      </Button>
    </div>
  );
}
