//! Rows of `comment`.

use sea_orm::entity::prelude::*;

#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "comment")]
pub struct Model {
    #[sea_orm(primary_key)]
    pub id: i64,
    pub request_id: i64,
    pub home_id: i64,
    pub via_event_id: Option<i64>,
    pub author_id: i64,
    pub role: Option<String>,
    pub internal: bool,
    pub body: String,
    pub at: i64,
    pub edited_at: Option<i64>,
    pub redacted_at: Option<i64>,
}

#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}
