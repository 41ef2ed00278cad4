//! The static file that pages are held against: a process of its own with the same HTTP stack and nothing before it, which
//! answers everything with the same bytes from memory. No file server over that stack is faster.

use std::{
    fs,
    net::SocketAddr,
    path::Path,
    process::{Command, Stdio},
};

use axum::{Router, body::Bytes, http::header};

use crate::server::{Server, free_address};

/// Serves the file until this process is stopped.
pub async fn serve(path: &Path, address: SocketAddr) -> anyhow::Result<()> {
    let bytes = Bytes::from(fs::read(path)?);
    let file = async move || ([(header::CONTENT_TYPE, "text/html; charset=utf-8")], bytes);
    let listener = tokio::net::TcpListener::bind(address).await?;
    axum::serve(listener, Router::new().fallback(file)).await?;
    Ok(())
}

/// Starts such a process and waits until it answers.
pub async fn start(path: &Path) -> anyhow::Result<Server> {
    let address = free_address()?;
    let mut command = Command::new(std::env::current_exe()?);
    command
        .arg("--file")
        .arg(path)
        .arg("--listen")
        .arg(address.to_string())
        .env_clear()
        .stdin(Stdio::null())
        .stdout(Stdio::null())
        .stderr(Stdio::null());
    Server::start(&mut command, address).await
}
