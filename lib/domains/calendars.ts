import { CfnOutput, Duration } from 'aws-cdk-lib';
import { FunctionUrlAuthType } from 'aws-cdk-lib/aws-lambda';
import type { Construct } from 'constructs';
import { calendarPath } from '../../model/calendars/links.ts';
import { PipelineResolver, stepFunction } from '../constructs/PipelineResolver.ts';
import { TableField } from '../constructs/TableField.ts';
import { WorkerFunction } from '../constructs/WorkerFunction.ts';
import { createFunctionSource } from '../platform/dataSources.ts';
import { grantTable } from '../platform/grantTable.ts';
import type { Platform } from '../platform/Platform.ts';

/** People follow their bookings in a calendar of their own, by a link that nobody can guess. */
export const calendars = (scope: Construct, platform: Platform): void => {
  grantTable(platform.sources.table, platform.table, { gets: ['users'], deletes: ['calendars'] });
  const url = serveCalendars(scope, platform);
  const { function: maker } = new WorkerFunction(scope, 'CreateLink', {
    platform,
    path: 'calendars/createCalendarLink',
    isAsked: true,
    rows: { puts: ['calendars'] },
    timeout: Duration.seconds(10),
    environment: { CALENDAR_URL: url },
  });
  const step = (name: string, dataSource: Parameters<typeof stepFunction>[2]['dataSource']) =>
    stepFunction(scope, `Create_${name}`, {
      platform,
      dataSource,
      path: 'calendars/createCalendarLink',
      step: name,
    });
  new PipelineResolver(scope, 'CreateCalendarLink', {
    platform,
    typeName: 'Mutation',
    fieldName: 'createCalendarLink',
    functions: [
      step('check', platform.sources.table),
      step('create', createFunctionSource(scope, 'calendars', platform, maker)),
    ],
  });
  new TableField(scope, 'RevokeCalendarLink', {
    platform,
    domain: 'calendars',
    typeName: 'Mutation',
    field: 'revokeCalendarLink',
  });
};

/**
 * Calendar programs know no user pool, so the address is open to all, and the link is what is secret. The web app's address
 * has the same paths. Returns the function's own.
 */
const serveCalendars = (scope: Construct, platform: Platform): string => {
  const { function: server } = new WorkerFunction(scope, 'ServeCalendar', {
    platform,
    path: 'calendars/serveCalendar',
    isAsked: true,
    rows: {
      gets: ['calendars', 'users'],
      batchGets: ['apartments', 'products'],
      queries: ['userBookings'],
    },
    timeout: Duration.seconds(10),
    // Whoever guesses links guesses slowly, and takes nothing from the account's other functions.
    reservedConcurrency: 5,
  });
  const { url } = server.addFunctionUrl({ authType: FunctionUrlAuthType.NONE });
  platform.webPaths.set(`${calendarPath}*`, new CfnOutput(scope, 'CalendarUrl', { value: url }));
  return url;
};
