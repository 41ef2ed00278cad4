//! data_request
