/**
 * Every command of the window, once: the palette (Ctrl+K), the list of shortcuts (Ctrl+/), the menus and the tooltips of
 * buttons all read this table. Its words are in `text/commands.ts` under the same name; what it does is either in
 * `app-commands.ts` (works anywhere) or offered by the open screen through `useShortcuts`.
 */

export const commandGroups = ["file", "edit", "view", "record", "tools", "help"] as const;
export type CommandGroup = (typeof commandGroups)[number];

interface CommandDefinition {
  /** The menu it stands in; also its heading in the list of shortcuts. */
  readonly group: CommandGroup;
  /** As written on the keyboard, e.g. “Ctrl+S”. */
  readonly shortcut?: string;
  /** Further shortcuts that are not shown. Those with Alt are for browsers, which keep Ctrl+N and Ctrl+W to themselves. */
  readonly also?: readonly string[];
  /** Offices where it makes sense; both when left out. */
  readonly office?: "station" | "district";
  /** The key is left to the field with the cursor, which knows whether it holds half a date or a name being searched. */
  readonly isKeyOfField?: true;
  /** Begins a part of its menu, after a line. */
  readonly begins?: true;
}

export const commands = {
  create: { group: "file", shortcut: "Ctrl+N", also: ["Alt+N"] },
  newHotline: { group: "file", office: "station" },
  newSession: { group: "file", office: "station" },
  newOpinion: { group: "file", office: "station" },
  newMember: { group: "file" },
  importLedger: { group: "file", begins: true },
  exchange: { group: "file" },
  send: { group: "file", office: "station" },
  stick: { group: "file" },
  conflicts: { group: "file" },

  undo: { group: "edit", shortcut: "Ctrl+Z", isKeyOfField: true },
  redo: { group: "edit", shortcut: "Ctrl+Y", isKeyOfField: true },
  deleted: { group: "edit" },
  search: { group: "edit", shortcut: "Ctrl+F", begins: true },
  moveRowUp: { group: "edit", shortcut: "Alt+↑", begins: true },
  moveRowDown: { group: "edit", shortcut: "Alt+↓" },

  goToday: { group: "view", shortcut: "Alt+1" },
  goSessions: { group: "view", shortcut: "Alt+2" },
  goOpinions: { group: "view", shortcut: "Alt+3" },
  goHotline: { group: "view", shortcut: "Alt+4" },
  goMembers: { group: "view", shortcut: "Alt+5" },
  goVillages: { group: "view" },
  goUnits: { group: "view" },
  togglePreview: { group: "view", shortcut: "F8", also: ["Ctrl+Shift+P"], begins: true },

  save: { group: "record", shortcut: "Ctrl+S" },
  saveAndNew: { group: "record", shortcut: "Ctrl+Shift+S" },
  print: { group: "record", shortcut: "Ctrl+P" },
  leave: { group: "record", shortcut: "Esc", begins: true },
  closeForm: { group: "record", shortcut: "Ctrl+W", also: ["Alt+W"] },
  nextForm: { group: "record", shortcut: "Ctrl+Tab" },
  previousForm: { group: "record", shortcut: "Ctrl+Shift+Tab" },

  palette: { group: "tools", shortcut: "Ctrl+K" },
  stats: { group: "tools", shortcut: "Alt+6", begins: true },
  duty: { group: "tools", shortcut: "Alt+7" },
  settings: { group: "tools", shortcut: "Alt+8", begins: true },
  checkData: { group: "tools" },

  shortcuts: { group: "help", shortcut: "Ctrl+/" },
} as const satisfies Readonly<Record<string, CommandDefinition>>;

export type CommandId = keyof typeof commands;

export const commandIds = Object.keys(commands) as readonly CommandId[];

/** A command's entry without the narrowness of the table's own type. */
export const commandOf = (id: CommandId): CommandDefinition => commands[id];

/** Keys that belong to no command: what they do depends on where the cursor is. Words in `text/commands.ts`. */
export const otherKeys = [
  { name: "nextField", keys: "Enter" },
  { name: "nextControl", keys: "Tab" },
  { name: "moveInList", keys: "↑ ↓" },
  { name: "openRow", keys: "Enter" },
  { name: "pickRow", keys: "Space" },
  { name: "pickStretch", keys: "Shift+↑ ↓" },
  { name: "pickAll", keys: "Ctrl+A" },
  { name: "toSearch", keys: "/" },
  { name: "savedFilter", keys: "Ctrl+1 … 9" },
  { name: "snippets", keys: "Ctrl+J" },
] as const;
