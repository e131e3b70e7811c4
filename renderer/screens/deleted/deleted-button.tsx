/** Opens 最近删除 from where a clerk misses a record: a list, and 今日. */
import { Button } from "antd";
import { useTranslation } from "react-i18next";
import { runCommand } from "../../commands/handlers.ts";

export function DeletedButton() {
  const { t } = useTranslation();
  return <Button onClick={() => runCommand("deleted")}>{t("record.deletedTitle")}</Button>;
}
