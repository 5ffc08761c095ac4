// The last line of .ci/run: how many tests passed and failed, added up from the runner's own reports.
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';

interface Report {
  readonly numPassedTests: number;
  readonly numFailedTests: number;
  readonly testResults: readonly {
    readonly status: string;
    readonly assertionResults: readonly unknown[];
  }[];
}

const reports = await Promise.all(['unit', 'process'].map(reportOf));
const passed = sum(reports.map((report) => report.numPassedTests));
const failed = sum(reports.map((report) => report.numFailedTests + brokenFiles(report)));

console.log(`${passed} passed, ${failed} failed`);
if (passed === 0 || failed > 0) process.exitCode = 1;

async function reportOf(project: string): Promise<Report> {
  const path = join(import.meta.dirname, '..', '.cache', 'tests', `${project}.json`);
  try {
    return JSON.parse(await readFile(path, 'utf8')) as Report;
  } catch {
    console.log(`The ${project} tests did not run.`);
    process.exitCode = 1;
    return { numPassedTests: 0, numFailedTests: 0, testResults: [] };
  }
}

/** A file that could not even be loaded has no test to count, and yet it failed. */
function brokenFiles(report: Report): number {
  return report.testResults.filter(
    (file) => file.status === 'failed' && file.assertionResults.length === 0,
  ).length;
}

function sum(numbers: readonly number[]): number {
  return numbers.reduce((total, number) => total + number, 0);
}
