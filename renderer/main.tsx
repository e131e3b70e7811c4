/** Entry of the page. The order of the first imports matters: zod is set up before any schema parses. */
import "./zod-setup.ts";
import { StrictMode } from "react";
import { createRoot } from "react-dom/client";
import { App } from "./app.tsx";
import { styleNonce } from "./hosts/client.ts";
import { giveStylesTheNonce } from "./frame/style-nonce.ts";
import { printWith } from "./hosts/http-shell.ts";
import { useAppearance } from "./text/appearance.ts";
import "./styles/base.css";
import "./styles/frame.css";
import "./styles/form-strip.css";
import "./styles/ui.css";
import "./styles/list.css";
import "./styles/list-around.css";
import "./styles/form.css";
import "./styles/record.css";
import "./styles/today.css";
import { startTexts } from "./text/i18n.ts";

printWith(async (documents) => (await import("./paper/browser-print.ts")).printInBrowser(documents));
giveStylesTheNonce(styleNonce());
startTexts(useAppearance.getState().language);

const root = document.getElementById("root");
if (root === null) throw new Error("index.html has no #root");
createRoot(root).render(
  <StrictMode>
    <App />
  </StrictMode>,
);
