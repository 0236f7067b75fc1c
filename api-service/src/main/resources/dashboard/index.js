import { followJobs, refresh } from './job-list.js';
import { listenForSubmissions } from './submission.js';

listenForSubmissions(refresh);
followJobs();
