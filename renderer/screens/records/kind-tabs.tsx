/** 委员 | 村(社区) | 承办单位: three registers under one entry of the navigation. */
import { Segmented } from "antd";
import { useTranslation } from "react-i18next";
import { useRoute } from "../../stores/route.ts";

const registers = ["member", "village", "unit"] as const;
type Register = (typeof registers)[number];

export function KindTabs({ kind }: { readonly kind: Register }) {
  const { t } = useTranslation();
  const open = useRoute((state) => state.open);
  return (
    <Segmented<Register>
      aria-label={t("list.registers")}
      value={kind}
      options={registers.map((register) => ({ value: register, label: t(`kind.${register}.name`) }))}
      onChange={(register) => open({ screen: "list", kind: register })}
    />
  );
}
