// The baseline of `window-ready`: an Electron program that does nothing but show a page with one heading.
const { app, BrowserWindow } = require("electron");
const path = require("node:path");

void app.whenReady().then(() => {
  const window = new BrowserWindow({ width: 1280, height: 720, show: false, webPreferences: { sandbox: true } });
  window.once("ready-to-show", () => window.show());
  void window.loadFile(path.join(__dirname, "index.html"));
});
app.on("window-all-closed", () => app.quit());
