import { Priority } from '@incidentfox/incident';
import { thresholdFromName, thresholdNames } from '@incidentfox/severity';
import { z } from 'zod';

/** A severity by word (`high`) or by priority (`P1`). */
export const SeverityName = z.enum(thresholdNames).transform((name) => thresholdFromName(name) ?? Priority.enum.P2);
