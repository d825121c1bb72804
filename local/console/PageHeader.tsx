import { pick, useGraphiQL, useGraphiQLActions } from '@graphiql/react';
import { useEffect } from 'react';
import { useStore } from 'zustand';
import type { Cloud } from './cloud/createCloud.ts';

interface Properties {
  readonly cloud: Cloud;
}

/** Where the console is connected to, and whether anybody is there. */
export function PageHeader({ cloud }: Properties) {
  const { description, isAway, backSince } = useStore(cloud.store);
  const { theme, visiblePlugin, plugins } = useGraphiQL(pick('theme', 'visiblePlugin', 'plugins'));
  const { setTheme, setVisiblePlugin } = useGraphiQLActions();
  // The page's own colours follow the system by themselves, the editors' only when they are told.
  useEffect(() => {
    if (theme !== null) return;
    const system = matchMedia('(prefers-color-scheme: dark)');
    const follow = () => setTheme(null);
    system.addEventListener('change', follow);
    return () => system.removeEventListener('change', follow);
  }, [theme, setTheme]);
  return (
    <header className="console-header">
      <h1>Console</h1>
      <span className="console-address">{description.graphqlUrl}</span>
      <span role="status" className={isAway ? 'console-status away' : 'console-status'}>
        {isAway
          ? 'The server is away. Trying again every second.'
          : backSince === undefined
            ? ''
            : `The server is back since ${new Date(backSince).toLocaleTimeString()}.`}
      </span>
      <span className="console-links">
        {plugins.map((plugin) => (
          <button
            key={plugin.title}
            type="button"
            aria-pressed={plugin === visiblePlugin}
            onClick={() => setVisiblePlugin(plugin === visiblePlugin ? null : plugin)}
          >
            {plugin.title === 'Documentation Explorer' ? 'Docs' : plugin.title}
          </button>
        ))}
        <select
          aria-label="Colours"
          value={theme ?? ''}
          onChange={({ target: { value } }) => setTheme(value === 'light' || value === 'dark' ? value : null)}
        >
          <option value="">System</option>
          <option value="light">Light</option>
          <option value="dark">Dark</option>
        </select>
        <a href="/console/mail">Mail</a>
        {description.eventsUrl !== undefined && <a href="/console/events">Events</a>}
        <a href="/outputs.json">outputs.json</a>
      </span>
    </header>
  );
}
