/** What every web contents in this program may not do. */
import { app } from "electron";
import { pageUrl } from "./page.ts";

export function lockDownContents(): void {
  app.on("web-contents-created", (_event, contents) => {
    contents.setWindowOpenHandler(() => ({ action: "deny" }));
    contents.on("will-attach-webview", (event) => event.preventDefault());
    // A reload is a navigation to the same page and stays possible. A frame has no business here at all.
    contents.on("will-frame-navigate", (event) => {
      if (!event.isMainFrame || !isPage(event.url)) event.preventDefault();
    });
    contents.on("will-redirect", (event) => event.preventDefault());
  });
}

const isPage = (url: string): boolean => url.split("#")[0] === pageUrl;
