/** Says that the form shows a draft, with a way to drop it. */
import { Button } from "antd";
import { useTranslation } from "react-i18next";
import { clockOf } from "../../text/times.ts";
import { useConfirm } from "../../ui/use-confirm.ts";

export function RestoredBar({ at, onDiscard }: { readonly at: number; readonly onDiscard: () => void }) {
  const { t } = useTranslation();
  const confirm = useConfirm();
  const ask = async () => {
    const goes = await confirm({
      title: t("form.discardTitle"),
      content: t("form.discardText"),
      proceed: t("form.discard"),
      danger: true,
    });
    if (goes) onDiscard();
  };
  return (
    <div className="restored-bar" role="status">
      {t("form.restored", { time: clockOf(at) })}
      <Button size="small" onClick={() => void ask()}>
        {t("form.discard")}
      </Button>
    </div>
  );
}
