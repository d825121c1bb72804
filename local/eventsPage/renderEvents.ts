import { kindsOf, type Field } from './fieldsOf.ts';
import { html, type Html } from './html.ts';
import type { DescribedEvent, EventsDocument, Party } from './readAsyncApi.ts';

/**
 * The page about events, without scripts.
 * @param behind where the document is older than its sources, the command that makes it anew; empty where nobody named one
 */
export const renderEvents = (document: EventsDocument, behind?: string): string => {
  const { title, version, description, groups } = document;
  return html`<!doctype html>
    <html lang="en">
      <head>
        <meta charset="utf-8" />
        <meta name="viewport" content="width=device-width" />
        <title>${title}</title>
        <link rel="icon" href="data:," />
        <link rel="stylesheet" href="/console/events.css" />
      </head>
      <body>
        <a class="skip" href="#events">Skip to the events</a>
        <header>
          <h1>${title}</h1>
          <p>
            Version ${version} · <a href="/console/events.json">AsyncAPI document</a> ·
            <a href="/console">Console</a>
          </p>
        </header>
        <div class="columns">
          <nav aria-label="Events">${groups.map(listOf)}</nav>
          <main id="events">
            ${behind !== undefined && noticeOf(behind)}
            <p class="lead">${description}</p>
            ${groups.map(
              ({ name, events }) =>
                html`<section aria-labelledby="of-${name}">
                  <h2 id="of-${name}">${wordsOf(name)}</h2>
                  ${events.map(articleOf)}
                </section>`,
            )}
          </main>
        </div>
      </body>
    </html> `.markup;
};

const noticeOf = (command: string): Html =>
  html`<p class="notice" role="status">
    An event was changed since this was
    written.${command !== '' && html` <code>${command}</code> writes it anew.`}
  </p>`;

/** A folded list, so that a phone shows the events first. */
const listOf = ({ name, events }: EventsDocument['groups'][number]): Html =>
  html`<details>
    <summary>${wordsOf(name)} <span class="count">${events.length}</span></summary>
    <ul>
      ${events.map((event) => html`<li><a href="#${event.name}">${event.name}</a></li>`)}
    </ul>
  </details>`;

const wordsOf = (name: string) => {
  const words = name.replace(/([a-z])([A-Z])/g, '$1 $2').toLowerCase();
  return `${words.charAt(0).toUpperCase()}${words.slice(1)}`;
};

const articleOf = (event: DescribedEvent): Html => {
  const { name, summary, description, payload, example, senders, receivers } = event;
  const kinds = kindsOf(payload);
  return html`<article id="${name}">
    <h3><a href="#${name}">${breakable(name)}</a></h3>
    <p>${summary} ${description}</p>
    <div class="parties">
      ${partiesOf('Written by', senders, 'Nobody was seen to write it.')}
      ${partiesOf('Followed by', receivers, 'Nobody follows it.')}
    </div>
    ${kinds.map((fields, index) => tableOf(fields, kinds.length > 1 ? `Data, kind ${index + 1}` : 'Data'))}
    ${
      example !== undefined &&
      html`<details class="example">
        <summary>Example, as the bus has it</summary>
        <pre tabindex="0">${JSON.stringify(example, null, 2)}</pre>
      </details>`
    }
  </article>`;
};

/** A long name may go on in the next line after each of its words. */
const breakable = (name: string): Html =>
  html`${name.split('_').map((word, index) => html`${index > 0 && html`_<wbr />`}${word}`)}`;

const partiesOf = (title: string, parties: readonly Party[], none: string): Html =>
  html`<div>
    <h4>${title}</h4>
    ${
      parties.length === 0
        ? html`<p class="none">${none}</p>`
        : html`<ul>
            ${parties.map(
              ({ name, summary, only }) =>
                html`<li title="${summary}">
                  <code>${name}</code>${only !== '' && html` <span class="only">if ${only}</span>`}
                </li>`,
            )}
          </ul>`
    }
  </div>`;

const tableOf = (fields: readonly Field[], caption: string): Html =>
  html`<table>
    <caption>
      ${caption}
    </caption>
    <thead>
      <tr>
        <th scope="col">Field</th>
        <th scope="col">Type</th>
        <th scope="col">What it says</th>
      </tr>
    </thead>
    <tbody>
      ${fields.map(
        ({ path, type, description, isRequired }) =>
          html`<tr>
            <th scope="row">
              <code>${path}</code>${!isRequired && html` <span class="optional">optional</span>`}
            </th>
            <td>${type}</td>
            <td>${description}</td>
          </tr>`,
      )}
    </tbody>
  </table>`;
