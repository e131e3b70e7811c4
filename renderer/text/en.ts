/** The same texts in English, the second language. */
import { attachmentText } from "./attachment.ts";
import { commandText } from "./commands.ts";
import { aidsText } from "./aids.ts";
import { commonText } from "./common.ts";
import { conflictText } from "./conflicts.ts";
import { dutyText } from "./duty.ts";
import { formText } from "./form.ts";
import { kindText } from "./kinds.ts";
import { keysText } from "./keys.ts";
import { ledgerText } from "./ledger.ts";
import { listText } from "./list.ts";
import { listToolsText } from "./list-tools.ts";
import { memberText } from "./members.ts";
import { openFormsText } from "./open-forms.ts";
import { paperText } from "./paper.ts";
import { receivingText } from "./receiving.ts";
import { recordText } from "./record.ts";
import { sendingText } from "./sending.ts";
import { settingsText } from "./settings.ts";
import { setupText } from "./setup.ts";
import { statsText } from "./stats.ts";
import { stickText } from "./sticks.ts";
import { syncText } from "./sync.ts";
import { todayText } from "./today.ts";
import { wizardText } from "./wizard.ts";

export const en = {
  ...commonText.en,
  attachment: attachmentText.en,
  command: commandText.en,
  aids: aidsText.en,
  conflict: conflictText.en,
  duty: dutyText.en,
  form: formText.en,
  forms: openFormsText.en,
  keys: keysText.en,
  kind: kindText.en,
  ledger: ledgerText.en,
  list: listText.en,
  listTools: listToolsText.en,
  member: memberText.en,
  paper: paperText.en,
  receiving: receivingText.en,
  record: recordText.en,
  sending: sendingText.en,
  settings: settingsText.en,
  setup: setupText.en,
  stats: statsText.en,
  stick: stickText.en,
  sync: syncText.en,
  today: todayText.en,
  wizard: wizardText.en,
} as const;
