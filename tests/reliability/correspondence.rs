//! A request that was asked a question, so that somebody has a mail to answer.

use std::net::SocketAddr;

use serde_json::{Value, json};

use crate::{
    http::{Http, Wire},
    installation::Installation,
};

/// Who asked for the data, and who asks back.
#[derive(Debug)]
pub struct Correspondence {
    at: SocketAddr,
    ana: String,
    caro: String,
}

impl Correspondence {
    /// `ana@example.org`, a data user, and `caro@example.org`, a coordinator, at the program that answers there.
    pub fn new(installation: &Installation, at: SocketAddr) -> Self {
        Self {
            at,
            ana: installation.token("ana@example.org", "person", None),
            caro: installation.token("caro@example.org", "coordinator", None),
        }
    }

    /// Ana files a request and is asked a question. Its reference.
    pub async fn question(&self) -> String {
        let reference = self.file(&self.ana).await;
        self.act(&reference, "ask", "¿De qué años?").await;
        reference
    }

    /// Whoever has this token files a request. Its reference.
    pub async fn file(&self, token: &str) -> String {
        let body = json!({"body": "Quisiera el presupuesto ejecutado por mes, en CSV."});
        let filed = self.post("/api/v1/requests", token, &body).await;
        filed["reference"].as_str().unwrap().to_owned()
    }

    /// Caro acts.
    pub async fn act(&self, reference: &str, action: &str, message: &str) {
        let body = json!({"action": action, "message": message});
        let path = format!("/api/v1/requests/{reference}/actions");
        self.post(&path, &self.caro, &body).await;
    }

    /// Where anybody sees that the request stands.
    pub async fn status(&self, reference: &str) -> String {
        let path = format!("/api/v1/requests/{reference}");
        let request = self.call(&Wire::get(&path, None)).await;
        request["status"].as_str().unwrap().to_owned()
    }

    /// How many comments anybody sees there.
    pub async fn comments(&self, reference: &str) -> usize {
        let path = format!("/api/v1/requests/{reference}/comments?limit=100");
        let answer = self.call(&Wire::get(&path, None)).await;
        answer["items"].as_array().unwrap().len()
    }

    /// The page of the request, as anybody reads it.
    pub async fn page(&self, reference: &str) -> String {
        let page = self
            .call(&Wire::get(&format!("/requests/{reference}"), None))
            .await;
        page.as_str().unwrap_or_default().to_owned()
    }

    async fn post(&self, path: &str, token: &str, body: &Value) -> Value {
        self.call(&Wire {
            method: "POST",
            tag: Some("*"),
            body: Some(body),
            ..Wire::get(path, Some(token))
        })
        .await
    }

    async fn call(&self, wire: &Wire<'_>) -> Value {
        let mut http = Http::connect(self.at).await.unwrap();
        let status = http.call(wire).await.unwrap();
        let answer = http.rest().await.unwrap();
        assert!(
            (200..300).contains(&status),
            "{} {}: {status} {answer}",
            wire.method,
            wire.path
        );
        answer
    }
}

/// The address in a header.
pub fn address_in(header: &str) -> &str {
    header
        .rsplit('<')
        .next()
        .unwrap_or_default()
        .trim()
        .trim_end_matches('>')
}

/// An answer to a mail, as a mail program writes it.
pub fn reply(who: &str, id: &str, text: &str) -> String {
    format!(
        "Return-Path: <{who}>\r\nFrom: <{who}>\r\nTo: Ventanilla <datos@example.org>\r\nMessage-ID: <{id}@correo.example>\r\n\
         Subject: Re: su pedido\r\nMIME-Version: 1.0\r\nContent-Type: text/plain; charset=utf-8\r\n\r\n{text}\r\n"
    )
}
