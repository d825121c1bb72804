import type { Alarm } from './Alarm.ts';

/** What an alarm did. */
export interface Heard {
  readonly alarm: Alarm;
  readonly fault: string;
  readonly rang: boolean;
  readonly calmed: boolean;
}

const INTRODUCTION = `# Every alarm, and the fault that makes it ring

Made by provoking each: the fault was brought about on the whole backend, the alarm rang and notified the stage's topic, the
fault was mended, the alarm calmed down and said so. \`npm run docs:alarms\` writes this page anew; \`npm test\` fails where it
is stale, and where an alarm has no fault that makes it ring. [Why these, and what they cost](decisions/016-alarms.md).

| alarm | fault provoked | metric | rang | calmed |
| --- | --- | --- | --- | --- |
`;

/** Returns the page that shows what each alarm did. */
export const toMarkdown = (heard: readonly Heard[]): string => INTRODUCTION + heard.map(row).sort().join('');

const row = ({ alarm, fault, rang, calmed }: Heard) => {
  const metric = `${alarm.namespace} ${alarm.metricNames.join(', ')}`;
  return `| ${alarm.path} | ${fault} | ${metric} | ${said(rang)} | ${said(calmed)} |\n`;
};

const said = (happened: boolean) => (happened ? 'yes' : 'NO');
