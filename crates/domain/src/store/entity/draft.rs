//! Rows of `draft`.

use sea_orm::entity::prelude::*;

#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "draft")]
pub struct Model {
    #[sea_orm(primary_key)]
    pub id: i64,
    pub mailbox_id: i64,
    pub body: String,
    pub locale: String,
    pub held: bool,
    pub filed_id: Option<i64>,
    pub created_at: i64,
    pub expires_at: i64,
    pub kind: String,
    pub request_id: Option<i64>,
    pub doubts: String,
    pub source: Option<String>,
    pub proved_at: Option<i64>,
}

#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}
