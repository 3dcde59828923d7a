// Reads a file the reader chooses, or drops here, and reports its bytes: nothing is uploaded and kept.
// Of one that is larger than may be, or cannot be read, as a folder, only the size is told.
// A report that is on its way beside another may be lost: it is sent again until the app knows its number.
const told = (window.atlasOwnFile ??= { heard: 0, sent: 0 });
const AGAIN = 3000; // milliseconds

function send(file, times = 10) {
  told.report("file", file);
  setTimeout(() => {
    if (told.heard < file.number && told.sent === file.number && times) send(file, times - 1);
  }, AGAIN);
}

export default function ({ data, parentElement, setTriggerValue }) {
  told.report = setTriggerValue;
  told.heard = data.heard;
  const root = parentElement.querySelector(".own-file") ?? parentElement.appendChild(make());
  const input = root.querySelector("input");
  root.querySelector("span").textContent = data.label;
  root.querySelector("small").textContent = data.about;
  input.accept = data.accept;

  async function open([file]) {
    input.value = ""; // the same file may be chosen again
    if (!file) return;
    const text = file.size > data.most ? "" : await base64(file).catch(() => "");
    told.sent = Math.max(told.sent, told.heard) + 1;
    send({ number: told.sent, size: file.size, text });
  }
  input.onchange = () => open(input.files);
  root.ondragover = (event) => event.preventDefault();
  root.ondrop = (event) => {
    event.preventDefault();
    open(event.dataTransfer.files);
  };
}

function make() {
  const [root, label, input, name, about] = ["div", "label", "input", "span", "small"]
    .map((tag) => document.createElement(tag));
  root.className = "own-file";
  input.type = "file";
  about.id = "own-file-about";
  input.setAttribute("aria-describedby", about.id);
  label.append(input, name);
  root.append(label, about);
  return root;
}

const base64 = (file) => new Promise((done, failed) => {
  const reader = new FileReader();
  reader.onload = () => done(reader.result.slice(reader.result.indexOf(",") + 1));
  reader.onerror = () => failed(reader.error);
  reader.readAsDataURL(file);
});
