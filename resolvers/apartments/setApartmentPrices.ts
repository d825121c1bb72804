import type { Context } from '@aws-appsync/utils';
import { apartmentKey } from '../../model/apartments/keys.ts';
import { isDate } from '../../model/calendar.ts';
import type { MutationSetApartmentPricesArgs, NightRateInput } from '../../model/schema.ts';
import { checkId, checkNumber, checkText, priceCentsOf } from '../platform/arguments.ts';
import { rowExists, setAttributes, updateItem } from '../platform/dynamodb.ts';
import { conditionFailed, throwDataSourceError, throwError } from '../platform/errors.ts';
import { nowInstant } from '../platform/time.ts';

type Step<Result = unknown> = Context<MutationSetApartmentPricesArgs, object, undefined, undefined, Result>;

const MAX_RATES = 12;
const MAX_PERCENT = 1000;

/** Says what an apartment's nights cost from now on. The schema admits only Admins. */
export function request(ctx: Step) {
  const { apartmentId, nightlyPrice, rates } = ctx.args;
  checkId(apartmentId, 'apartmentId');
  priceCentsOf(nightlyPrice, 'nightlyPrice');
  if (rates.length > MAX_RATES) throwInvalid('rates', `rates must be at most ${MAX_RATES}`);
  const values = {
    nightlyPrice,
    rates: rates.map((rate, index) => rateOf(rate, `rates[${index}]`)),
    updatedOn: nowInstant(),
  };
  return updateItem(apartmentKey(apartmentId), setAttributes(values), rowExists);
}

export function response(ctx: Step<object>) {
  const { apartmentId } = ctx.args;
  if (conditionFailed(ctx.error)) throwError('NotFound', 'There is no such apartment', { apartmentId });
  if (ctx.error) throwDataSourceError(ctx.error);
  return ctx.result;
}

/** A rate as the row has it: what it does not say is not there. */
function rateOf(rate: NightRateInput, argument: string) {
  const { name, startDate, endDate, weekdays, price, percent } = rate;
  checkText(name, `${argument}.name`, 100);
  checkNights(rate, argument);
  checkPrice(rate, argument);
  return {
    name,
    ...(startDate && endDate ? { startDate, endDate } : {}),
    ...(weekdays ? { weekdays } : {}),
    ...(typeof price === 'number' ? { price } : {}),
    ...(typeof percent === 'number' ? { percent } : {}),
  };
}

function checkNights({ startDate, endDate, weekdays }: NightRateInput, argument: string) {
  if (!startDate && !endDate && !weekdays) throwInvalid('rates', 'A rate has dates, weekdays or both');
  if (weekdays && (weekdays.length === 0 || weekdays.length > 7))
    throwInvalid(`${argument}.weekdays`, 'weekdays must be 1 to 7 days');
  if (!startDate && !endDate) return;
  if (!startDate || !isDate(startDate))
    throwInvalid(`${argument}.startDate`, 'startDate must be a calendar date, YYYY-MM-DD');
  if (!endDate || !isDate(endDate))
    throwInvalid(`${argument}.endDate`, 'endDate must be a calendar date, YYYY-MM-DD');
  if (`${endDate}` <= `${startDate}`) throwInvalid(`${argument}.endDate`, 'endDate must be after startDate');
}

function checkPrice({ price, percent }: NightRateInput, argument: string) {
  if (typeof price === 'number') priceCentsOf(price, `${argument}.price`);
  if (typeof percent === 'number') checkNumber(percent, `${argument}.percent`, 1, MAX_PERCENT);
  if ((typeof price === 'number') === (typeof percent === 'number'))
    throwInvalid('rates', 'A rate has a price or a percentage');
}

const throwInvalid = (argument: string, message: string) =>
  throwError('InvalidArgument', message, { argument });
