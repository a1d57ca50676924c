//! The test suites of wazc; see the folders beside this file.
