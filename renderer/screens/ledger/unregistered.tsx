/** Names in the ledger that are in no register: ticked ones are added along with the import. */
import { Button, Checkbox } from "antd";
import { useTranslation } from "react-i18next";
import type { LedgerName, LedgerPreview } from "../../../db/api/operations.ts";
import { useWizard, type Job } from "../../stores/ledger-wizard.ts";

interface Props {
  readonly job: Job;
  readonly names: LedgerPreview["unregistered"];
}

export function Unregistered({ job, names }: Props) {
  const { t } = useTranslation();
  const change = useWizard((state) => state.change);
  if (names.members.length + names.villages.length === 0) return null;
  return (
    <details className="details wizard-names">
      <summary>
        {t("wizard.names.summary", { members: names.members.length, villages: names.villages.length })}
        {job.members.length + job.villages.length > 0 &&
          t("wizard.names.chosen", { count: job.members.length + job.villages.length })}
      </summary>
      <NameList
        title={t("wizard.names.members")}
        names={names.members}
        chosen={job.members}
        onChange={(members) => change({ members })}
      />
      <NameList
        title={t("wizard.names.villages")}
        names={names.villages}
        chosen={job.villages}
        onChange={(villages) => change({ villages })}
      />
    </details>
  );
}

interface ListProps {
  readonly title: string;
  readonly names: readonly LedgerName[];
  readonly chosen: readonly string[];
  readonly onChange: (chosen: readonly string[]) => void;
}

function NameList({ title, names, chosen, onChange }: ListProps) {
  const { t } = useTranslation();
  if (names.length === 0) return null;
  const all = names.map(({ name }) => name);
  const isAll = all.every((name) => chosen.includes(name));
  return (
    <fieldset className="wizard-name-list">
      <legend>
        {title}
        <Button size="small" type="link" onClick={() => onChange(isAll ? [] : all)}>
          {t(isAll ? "wizard.names.none" : "wizard.names.all")}
        </Button>
      </legend>
      {names.map(({ name, rows }) => (
        <Checkbox
          key={name}
          checked={chosen.includes(name)}
          onChange={(event) =>
            onChange(event.target.checked ? [...chosen, name] : chosen.filter((one) => one !== name))
          }
        >
          {t("wizard.names.one", { name, rows })}
        </Checkbox>
      ))}
    </fieldset>
  );
}
