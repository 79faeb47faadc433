import { conformanceSuite } from './support/conformance-suite.ts';
import { drivers } from './support/databases.ts';

for (const driver of drivers) if (driver.name === 'PostgreSQL') conformanceSuite(driver);
