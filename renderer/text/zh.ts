/** Every Chinese text of the window, by feature. Chinese is the program's first language and decides the keys. */
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

export const zh = {
  ...commonText.zh,
  attachment: attachmentText.zh,
  command: commandText.zh,
  aids: aidsText.zh,
  conflict: conflictText.zh,
  duty: dutyText.zh,
  form: formText.zh,
  forms: openFormsText.zh,
  keys: keysText.zh,
  kind: kindText.zh,
  ledger: ledgerText.zh,
  list: listText.zh,
  listTools: listToolsText.zh,
  member: memberText.zh,
  paper: paperText.zh,
  receiving: receivingText.zh,
  record: recordText.zh,
  sending: sendingText.zh,
  settings: settingsText.zh,
  setup: setupText.zh,
  stats: statsText.zh,
  stick: stickText.zh,
  sync: syncText.zh,
  today: todayText.zh,
  wizard: wizardText.zh,
} as const;
