/* 导入：拖放、逐个上传的真实进度、地区提示、批次页的进度。没有脚本时，页面上的表单照样能用。 */
"use strict";

(function () {
  const kilo = 1024;
  const sizeOf = (bytes) => (bytes < kilo * kilo ? `${Math.max(1, Math.round(bytes / kilo))} KB` : `${(bytes / kilo / kilo).toFixed(1)} MB`);

  function element(name, content, attributes) {
    const made = document.createElement(name);
    if (content) made.textContent = content;
    Object.entries(attributes || {}).forEach(([key, value]) => made.setAttribute(key, value));
    return made;
  }

  /* 发一份表单，报告已发出多少；回答是 {status, data}，网络断了就拒绝。 */
  function send(address, body, onProgress) {
    return new Promise((resolve, reject) => {
      const request = new XMLHttpRequest();
      request.open("POST", address);
      request.setRequestHeader("Accept", "application/json");
      if (onProgress) request.upload.addEventListener("progress", (event) => event.lengthComputable && onProgress(event.loaded, event.total));
      request.addEventListener("load", () => {
        try { resolve({ status: request.status, data: JSON.parse(request.responseText) }); } catch (error) { reject(error); }
      });
      request.addEventListener("error", () => reject(new Error("network")));
      request.send(body);
    });
  }

  class Upload {
    constructor(form) {
      this.form = form;
      this.input = form.querySelector("input[type=file]");
      this.list = form.querySelector("[data-chosen]");
      this.status = form.querySelector("[data-status]");
      this.button = form.querySelector("button[type=submit]");
      this.chosen = [];
      this.places = null;
      this.input.addEventListener("change", () => { this.add(this.input.files); this.input.value = ""; });
      form.addEventListener("submit", (event) => { if (this.chosen.length) { event.preventDefault(); this.start(); } });
      this.watchDrop(form.querySelector("[data-drop]"));
    }

    watchDrop(area) {
      area.classList.add("is-live");
      const over = (event) => { if (event.dataTransfer && Array.from(event.dataTransfer.types).includes("Files")) { event.preventDefault(); area.classList.add("is-over"); } };
      document.addEventListener("dragover", over);
      document.addEventListener("dragleave", (event) => { if (!event.relatedTarget) area.classList.remove("is-over"); });
      document.addEventListener("drop", (event) => {
        area.classList.remove("is-over");
        if (event.dataTransfer && event.dataTransfer.files.length) { event.preventDefault(); this.add(event.dataTransfer.files); }
      });
    }

    add(files) {
      Array.from(files).forEach((file) => {
        if (this.chosen.some((one) => one.file.name === file.name && one.file.size === file.size)) return;
        this.chosen.push(this.row(file));
      });
      this.count();
    }

    row(file) {
      const limit = Number(/\.zip$/i.test(file.name) ? this.form.dataset.archiveBytes : this.form.dataset.fileBytes);
      const item = { file, done: false, li: element("li") };
      const remove = element("button", "拿掉", { type: "button", "aria-label": `拿掉 ${file.name}` });
      item.note = element("small", file.size > limit ? `${sizeOf(file.size)}，超过 ${sizeOf(limit)} 的上限，请拿掉` : sizeOf(file.size));
      item.tooLarge = file.size > limit;
      item.bar = element("progress", "", { max: "1", value: "0", "aria-label": `${file.name} 的上传进度`, hidden: "" });
      remove.addEventListener("click", () => { this.chosen = this.chosen.filter((one) => one !== item); item.li.remove(); this.count(); });
      item.remove = remove;
      item.li.append(element("b", file.name), item.note, item.bar, remove);
      if (item.tooLarge) item.li.className = "is-wrong";
      this.list.append(item.li);
      return item;
    }

    count() {
      const bytes = this.chosen.reduce((sum, one) => sum + one.file.size, 0);
      this.status.textContent = this.chosen.length ? `选了 ${this.chosen.length} 个文件，共 ${sizeOf(bytes)}` : "";
    }

    async start() {
      if (this.chosen.some((one) => one.tooLarge)) { this.status.textContent = "有文件超过上限，请先拿掉。"; return; }
      this.button.disabled = true;
      try {
        this.places = this.places || (await this.open());
        if (!this.places) return;
        for (const item of this.chosen) if (!item.done) await this.transfer(item);
        this.status.textContent = "都传完了，正在打开批次页。";
        const answer = await send(this.places.begin, this.token());
        window.location.assign(answer.data.batch);
      } catch (error) {
        this.status.textContent = "网络断了，还没有传完。再点一次“上传并读取”就接着传。";
        this.button.disabled = false;
      }
    }

    token() {
      const body = new FormData();
      body.set("csrfmiddlewaretoken", this.form.querySelector("[name=csrfmiddlewaretoken]").value);
      return body;
    }

    /* 先建批次；填得不对就把话写在那一栏下面。已有批次的页面，地址写在表单上。 */
    async open() {
      if (this.form.dataset.files) return { files: this.form.dataset.files, begin: this.form.dataset.begin };
      const body = new FormData(this.form);
      body.delete("dropped");
      body.set("later", "on");
      const answer = await send(this.form.action || window.location.href, body);
      this.tell(answer.data.errors || {});
      if (answer.status === 200) return answer.data;
      this.button.disabled = false;
      this.status.textContent = "有的内容没有填对，请看上面的说明。";
      return null;
    }

    tell(errors) {
      this.form.querySelectorAll("[data-field]").forEach((field) => {
        const told = (errors[field.dataset.field] || [])[0];
        const place = field.querySelector("[data-error]");
        place.hidden = !told;
        place.textContent = told || "";
        field.classList.toggle("is-wrong", Boolean(told));
      });
      const first = this.form.querySelector(".is-wrong input");
      if (first) first.focus();
    }

    async transfer(item) {
      const body = this.token();
      body.append("dropped", item.file, item.file.name);
      item.bar.hidden = false;
      item.remove.hidden = true;
      const answer = await send(this.places.files, body, (loaded, total) => { item.bar.value = loaded / total; item.note.textContent = `${Math.floor((loaded / total) * 100)}%`; });
      if (answer.status !== 200) throw new Error("refused");
      item.done = true;
      item.bar.value = 1;
      const told = answer.data.files[0];
      item.note.textContent = told.reason || "已传到";
      item.li.classList.toggle("is-wrong", told.state === "refused");
    }
  }

  /* 地区：边写边问库里有哪些。 */
  function suggestRegions(form) {
    const input = form.querySelector("input[list=regions]");
    const list = document.getElementById("regions");
    if (!input || !list) return;
    let waiting = 0;
    input.addEventListener("input", () => {
      window.clearTimeout(waiting);
      if (!input.value.trim() || /[0-9]{6}$/.test(input.value)) return;
      waiting = window.setTimeout(async () => {
        const query = new URLSearchParams({ app_label: "proposals", model_name: "importbatch", field_name: "region", term: input.value });
        const answer = await fetch(`${form.dataset.regions}?${query}`, { credentials: "same-origin" });
        if (!answer.ok) return;
        const found = await answer.json();
        list.textContent = "";
        found.results.forEach((one) => list.append(element("option", "", { value: `${one.text} ${one.id}` })));
      }, 250);
    });
  }

  /* 批次页：还有文件在读或者正在写入时，每秒问一次进度；完了就换上新的页面。 */
  function watchReading(board) {
    const bar = board.querySelector("progress");
    const words = board.querySelector("[data-words]");
    const ask = async () => {
      try {
        const answer = await fetch(board.dataset.progress, { credentials: "same-origin", headers: { Accept: "application/json" } });
        if (!answer.ok) throw new Error(String(answer.status));
        const now = await answer.json();
        bar.max = now.total;
        bar.value = now.done;
        words.textContent = now.words;
        now.files.forEach((one) => {
          const cell = document.querySelector(`[data-file="${one.id}"] [data-state]`);
          if (cell) { cell.textContent = one.label; cell.className = `im-st is-${one.state}`; }
        });
        if (!now.left) { window.location.reload(); return; }
      } catch (error) {
        words.textContent = "暂时问不到进度，过一会儿再问。后台的工作不受影响。";
      }
      window.setTimeout(ask, 1000);
    };
    window.setTimeout(ask, 1000);
  }

  document.querySelectorAll("form[data-upload]").forEach((form) => new Upload(form));
  document.querySelectorAll("form[data-regions]").forEach(suggestRegions);
  document.querySelectorAll("[data-progress]").forEach(watchReading);
})();
