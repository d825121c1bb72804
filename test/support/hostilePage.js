/**
 * What a hostile web page tries against the doors of a cloud. Runs in a browser, in the page's own world, and returns
 * every answer that the page could read: `{ attempt, text }`. Attempts that only change something leave no trace here;
 * whoever runs it compares the cloud before and after.
 */
globalThis.attack = async ({ doors, forgeries, tickets }) => {
  const read = [];
  const learn = (attempt, text) => read.push({ attempt, text: String(text).slice(0, 2000) });
  const within = (promise) =>
    Promise.race([promise, new Promise((resolve) => globalThis.setTimeout(resolve, 1500))]);

  const tryFetch = async (attempt, url, options) => {
    try {
      const response = await fetch(url, { ...options, signal: AbortSignal.timeout(3000) });
      if (response.type === 'opaque') return;
      learn(attempt, `${response.status} ${await response.text()}`);
    } catch {
      // The browser refused to show the answer.
    }
  };

  const element = (attempt, name, attributes, inspect = () => undefined) =>
    within(
      new Promise((resolve) => {
        const node = Object.assign(document.createElement(name), attributes);
        node.onload = () => {
          try {
            const text = inspect(node);
            if (text) learn(attempt, text);
          } catch {
            // Another origin's document is closed to this one.
          }
          resolve();
        };
        node.onerror = () => resolve();
        document.body.append(node);
      }),
    );

  const postForm = (attempt, url, enctype, name, value) => {
    const frame = document.createElement('iframe');
    frame.name = `frame-${Math.random()}`;
    const form = document.createElement('form');
    Object.assign(form, { action: url, method: 'post', enctype, target: frame.name });
    const field = document.createElement('input');
    Object.assign(field, { name, value });
    form.append(field);
    document.body.append(frame, form);
    return within(
      new Promise((resolve) => {
        frame.onload = () => {
          try {
            const text = frame.contentDocument?.body?.textContent;
            if (text) learn(attempt, text);
          } catch {
            // As above.
          }
          resolve();
        };
        form.submit();
      }),
    );
  };

  const openSocket = (attempt, url, protocols) =>
    within(
      new Promise((resolve) => {
        try {
          const socket = new WebSocket(url.replace(/^http/, 'ws'), protocols);
          socket.onopen = () => socket.send('{"type":"connection_init"}');
          socket.onmessage = ({ data }) => {
            learn(attempt, data);
            socket.close();
          };
          socket.onclose = resolve;
        } catch {
          resolve();
        }
      }),
    );

  const listen = (attempt, url) =>
    within(
      new Promise((resolve) => {
        const source = new EventSource(url);
        source.onmessage = ({ data }) => learn(attempt, data);
        source.onopen = () => learn(attempt, 'open');
        source.onerror = () => {
          source.close();
          resolve();
        };
      }),
    );

  const askAt = async (url) => {
    for (const mode of ['cors', 'no-cors', 'same-origin']) {
      for (const credentials of ['omit', 'include'])
        await tryFetch(`GET ${mode} ${credentials} ${url}`, url, { mode, credentials });
      await tryFetch(`HEAD ${mode} ${url}`, url, { mode, method: 'HEAD' });
    }
    await tryFetch(`GET without referrer ${url}`, url, { referrerPolicy: 'no-referrer' });
    await tryFetch(`GET from its cache ${url}`, url, { cache: 'force-cache' });
    await element(`script ${url}`, 'script', { src: url });
    await element(`module ${url}`, 'script', { src: url, type: 'module' });
    await element(`img ${url}`, 'img', { src: url }, (node) => node.naturalWidth && 'an image');
    await element(
      `style ${url}`,
      'link',
      { rel: 'stylesheet', href: url },
      (node) => node.sheet?.cssRules?.length,
    );
    await element(`iframe ${url}`, 'iframe', { src: url }, (node) => node.contentDocument?.body?.textContent);
    await element(
      `object ${url}`,
      'object',
      { data: url },
      (node) => node.contentDocument?.body?.textContent,
    );
    await openSocket(`WebSocket ${url}`, url, ['graphql-ws']);
    await openSocket(`signed WebSocket ${url}`, url, tickets);
    await listen(`EventSource ${url}`, url);
    await import(url).then(
      (module) => learn(`import ${url}`, JSON.stringify(Object.keys(module))),
      () => undefined,
    );
  };

  const forge = async ({ name, url, headers = {}, body }) => {
    for (const mode of ['cors', 'no-cors', 'same-origin']) {
      await tryFetch(`${name}: POST ${mode}`, url, { method: 'POST', mode, headers, body });
      await tryFetch(`${name}: POST ${mode} as text/plain`, url, { method: 'POST', mode, body });
      await tryFetch(`${name}: POST ${mode} kept alive`, url, {
        method: 'POST',
        mode,
        body,
        keepalive: true,
      });
    }
    navigator.sendBeacon(url, body);
    const [before, after] = [body.slice(0, -1), body.slice(-1)];
    await postForm(`${name}: form as text/plain`, url, 'text/plain', `${before},"x":"`, `"${after}`);
    await postForm(`${name}: form`, url, 'application/x-www-form-urlencoded', 'query', body);
    await postForm(`${name}: multipart form`, url, 'multipart/form-data', 'query', body);
  };

  await Promise.all([...doors.map(askAt), ...forgeries.map(forge)]);
  return read;
};
